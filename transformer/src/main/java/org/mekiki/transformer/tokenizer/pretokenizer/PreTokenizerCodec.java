package org.mekiki.transformer.tokenizer.pretokenizer;

import java.io.IOException;
import java.util.List;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerCodec;
import org.mekiki.transformer.tokenizer.pattern.PatternCodec;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;
import org.mekiki.transformer.tokenizer.text.SettingsInput;
import org.mekiki.transformer.tokenizer.text.SettingsOutput;

/** The binary form of pre-tokenizers: a tag each. */
public final class PreTokenizerCodec {
  private PreTokenizerCodec() {}

  /**
   * Writes a pre-tokenizer: its tag, then its settings.
   *
   * @param preTokenizer the pre-tokenizer; null for none
   * @param out where to write
   * @throws IOException if writing fails
   */
  public static void write(PreTokenizer preTokenizer, SettingsOutput out) throws IOException {
    switch (preTokenizer) {
      case null -> out.tag(0);
      case BertPreTokenizer() -> out.tag(1);
      case ByteLevelPreTokenizer(boolean prefixSpace, boolean regex) -> {
        out.tag(2);
        out.flags(prefixSpace, regex);
      }
      case PreTokenizerSequence sequence -> {
        out.tag(3);
        out.list(sequence.steps(), step -> write(step, out));
      }
      case MetaspacePreTokenizer(
              int replacement,
              MetaspacePreTokenizer.Prefix prefix,
              boolean split) -> {
        out.tag(4);
        out.number(replacement);
        out.constant(prefix);
        out.flag(split);
      }
      case SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, boolean invert) -> {
        out.tag(5);
        PatternCodec.write(pattern, out);
        out.constant(behavior);
        out.flag(invert);
      }
      case ScriptPreTokenizer() -> out.tag(6);
      case FixedLengthPreTokenizer(int length) -> {
        out.tag(7);
        out.number(length);
      }
      case ProvidedPreTokenizer provided -> {
        out.tag(8);
        out.component(provided.settings());
      }
      case EachWordPreTokenizer(
              PreTokenizer words,
              List<String> kept,
              Normalizer change,
              PreTokenizer inner) -> {
        out.tag(9);
        write(words, out);
        out.list(kept, out::text);
        NormalizerCodec.write(change, out);
        write(inner, out);
      }
      // The dictionary itself stands beside the settings: it is too large to be read with them.
      case MecabPreTokenizer _ -> out.tag(10);
      case SegmentedPreTokenizer(String program) -> {
        out.tag(11);
        out.text(program);
      }
    }
  }

  /**
   * Reads what {@link #write} writes.
   *
   * @param in where to read
   * @return the pre-tokenizer; null for none
   * @throws IOException if reading fails, what is there is no pre-tokenizer, or no jar offers its
   *     type
   */
  public static PreTokenizer read(SettingsInput in) throws IOException {
    int tag = in.tag();
    return switch (tag) {
      case 0 -> null;
      case 1 -> new BertPreTokenizer();
      case 2 -> new ByteLevelPreTokenizer(in.flag(), in.flag());
      case 3 -> new PreTokenizerSequence(in.components(() -> readStep(in)));
      case 4 ->
          new MetaspacePreTokenizer(
              in.number(), in.constant(MetaspacePreTokenizer.Prefix.values()), in.flag());
      case 5 ->
          new SplitPreTokenizer(
              PatternCodec.read(in), in.constant(SplitBehavior.values()), in.flag());
      case 6 -> new ScriptPreTokenizer();
      case 7 -> new FixedLengthPreTokenizer(in.number());
      case 8 -> provided(in);
      case 9 -> eachWord(in);
      case 10 -> new MecabPreTokenizer(in.dictionary());
      case 11 -> new SegmentedPreTokenizer(in.text());
      default -> throw SettingsInput.unknown("pre-tokenizer", tag);
    };
  }

  private static PreTokenizer provided(SettingsInput in) throws IOException {
    ComponentSettings settings = in.component();
    return ProvidedPreTokenizer.find(settings)
        .orElseThrow(
            () ->
                new IOException(
                    "the model needs a pre-tokenizer \"%s\", which no jar here offers; start with the jar"
                            .formatted(settings.type())
                        + " that the model was converted with (docs/extensions.md)"));
  }

  private static PreTokenizer eachWord(SettingsInput in) throws IOException {
    PreTokenizer words = in.nested(() -> read(in));
    List<String> kept = in.list(in::text);
    Normalizer change = NormalizerCodec.read(in);
    PreTokenizer inner = in.nested(() -> read(in));
    return new EachWordPreTokenizer(words, kept, change, inner);
  }

  private static PreTokenizer readStep(SettingsInput in) throws IOException {
    PreTokenizer step = read(in);
    if (step == null) {
      throw SettingsInput.unknown("pre-tokenizer in a sequence", 0);
    }
    return step;
  }
}
