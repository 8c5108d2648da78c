package org.mekiki.transformer.tokenizer.normalizer;

import java.io.IOException;
import java.text.Normalizer.Form;
import org.mekiki.transformer.tokenizer.pattern.PatternCodec;
import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;
import org.mekiki.transformer.tokenizer.text.SettingsInput;
import org.mekiki.transformer.tokenizer.text.SettingsOutput;

/** The binary form of normalizers: a tag each. */
public final class NormalizerCodec {
  private NormalizerCodec() {}

  /**
   * Writes a normalizer: its tag, then its settings.
   *
   * @param normalizer the normalizer; null for none
   * @param out where to write
   * @throws IOException if writing fails
   */
  public static void write(Normalizer normalizer, SettingsOutput out) throws IOException {
    switch (normalizer) {
      case null -> out.tag(0);
      case BertNormalizer(boolean clean, boolean ideographs, boolean accents, boolean lower) -> {
        out.tag(1);
        out.flags(clean, ideographs, accents, lower);
      }
      case NormalizerSequence sequence -> {
        out.tag(2);
        out.list(sequence.steps(), step -> write(step, out));
      }
      case UnicodeNormalizer(Form form) -> {
        out.tag(3);
        out.constant(form);
      }
      case LowercaseNormalizer() -> out.tag(4);
      case StripAccentsNormalizer() -> out.tag(5);
      case StripNormalizer(boolean left, boolean right) -> {
        out.tag(6);
        out.flags(left, right);
      }
      case PrependNormalizer(String prefix) -> {
        out.tag(7);
        out.text(prefix);
      }
      case AppendNormalizer(String suffix) -> {
        out.tag(8);
        out.text(suffix);
      }
      case ReplaceNormalizer(TextPattern pattern, String content) -> {
        out.tag(9);
        PatternCodec.write(pattern, out);
        out.text(content);
      }
      case NmtNormalizer() -> out.tag(10);
      case PrecompiledNormalizer precompiled -> {
        out.tag(11);
        out.bytes(precompiled.table());
      }
      case ByteLevelNormalizer() -> out.tag(12);
      case ProvidedNormalizer provided -> {
        out.tag(13);
        out.component(provided.settings());
      }
      case ClusterNormalizer(Form form) -> {
        out.tag(14);
        out.constant(form);
      }
      case ContextLowercaseNormalizer() -> out.tag(15);
      case SentencePieceNormalizer piece -> {
        out.tag(16);
        out.bytes(piece.table());
        out.flags(piece.addPrefix(), piece.removeSpaces());
        out.list(piece.whole(), out::text);
      }
    }
  }

  /**
   * Reads what {@link #write} writes.
   *
   * @param in where to read
   * @return the normalizer; null for none
   * @throws IOException if reading fails, what is there is no normalizer, or no jar offers its type
   */
  public static Normalizer read(SettingsInput in) throws IOException {
    int tag = in.tag();
    return switch (tag) {
      case 0 -> null;
      case 1 -> new BertNormalizer(in.flag(), in.flag(), in.flag(), in.flag());
      case 2 -> new NormalizerSequence(in.components(() -> readStep(in)));
      case 3 -> new UnicodeNormalizer(in.constant(Form.values()));
      case 4 -> new LowercaseNormalizer();
      case 5 -> new StripAccentsNormalizer();
      case 6 -> new StripNormalizer(in.flag(), in.flag());
      case 7 -> new PrependNormalizer(in.text());
      case 8 -> new AppendNormalizer(in.text());
      case 9 -> new ReplaceNormalizer(PatternCodec.read(in), in.text());
      case 10 -> new NmtNormalizer();
      case 11 -> new PrecompiledNormalizer(in.table());
      case 12 -> new ByteLevelNormalizer();
      case 13 -> provided(in);
      case 14 -> new ClusterNormalizer(in.constant(Form.values()));
      case 15 -> new ContextLowercaseNormalizer();
      case 16 -> new SentencePieceNormalizer(in.table(), in.flag(), in.flag(), in.list(in::text));
      default -> throw SettingsInput.unknown("normalizer", tag);
    };
  }

  private static Normalizer provided(SettingsInput in) throws IOException {
    ComponentSettings settings = in.component();
    return ProvidedNormalizer.find(settings)
        .orElseThrow(
            () ->
                new IOException(
                    "the model needs a normalizer \"%s\", which no jar here offers; start with the jar"
                            .formatted(settings.type())
                        + " that the model was converted with (docs/extensions.md)"));
  }

  private static Normalizer readStep(SettingsInput in) throws IOException {
    Normalizer step = read(in);
    if (step == null) {
      throw SettingsInput.unknown("normalizer in a sequence", 0);
    }
    return step;
  }
}
