package org.mekiki.weights.converter.tokenizer;

import static org.mekiki.weights.converter.tokenizer.NormalizerWriter.typed;

import java.util.Locale;
import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ByteLevelPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.EachWordPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.FixedLengthPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MecabPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.ProvidedPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ScriptPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SegmentedPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pre-tokenizers as {@code tokenizer.json} has them; the inverse of {@link PreTokenizerReader}. */
final class PreTokenizerWriter {
  private PreTokenizerWriter() {}

  /** A null node for none. */
  static JsonNode write(PreTokenizer preTokenizer) throws ConversionException {
    return switch (preTokenizer) {
      case null -> JsonNodeFactory.instance.nullNode();
      case BertPreTokenizer() -> typed("BertPreTokenizer");
      case ByteLevelPreTokenizer(boolean prefixSpace, boolean regex) ->
          byteLevel(prefixSpace).put("use_regex", regex);
      case PreTokenizerSequence sequence -> sequence(sequence);
      case MetaspacePreTokenizer metaspace -> metaspace(metaspace).put("split", metaspace.split());
      case SplitPreTokenizer split -> split(split);
      case ScriptPreTokenizer() -> typed("UnicodeScripts");
      case FixedLengthPreTokenizer(int length) -> typed("FixedLength").put("length", length);
      case ProvidedPreTokenizer provided -> NormalizerWriter.whole(provided.settings());
      case EachWordPreTokenizer _, MecabPreTokenizer _, SegmentedPreTokenizer _ ->
          throw JapaneseTokenizer.notDescribed();
    };
  }

  /** What pre-tokenizer, post-processor and decoder of this type have alike. */
  static ObjectNode byteLevel(boolean prefixSpace) {
    return typed("ByteLevel").put("add_prefix_space", prefixSpace).put("trim_offsets", true);
  }

  /** What pre-tokenizer and decoder of this type have alike. */
  static ObjectNode metaspace(MetaspacePreTokenizer metaspace) {
    return typed("Metaspace")
        .put("replacement", Character.toString(metaspace.replacement()))
        .put("prepend_scheme", metaspace.prefix().name().toLowerCase(Locale.ROOT));
  }

  private static JsonNode sequence(PreTokenizerSequence sequence) throws ConversionException {
    ObjectNode node = typed("Sequence");
    ArrayNode steps = node.putArray("pretokenizers");
    for (PreTokenizer step : sequence.steps()) {
      steps.add(write(step));
    }
    return node;
  }

  private static JsonNode split(SplitPreTokenizer split) throws ConversionException {
    JsonNode named = split.pattern() instanceof CharacterPattern kind ? named(kind, split) : null;
    return named != null
        ? named
        : PatternWriter.put(split.pattern(), typed("Split"))
            .put("behavior", name(split.behavior()))
            .put("invert", split.invert());
  }

  /** Classes of characters have types of their own, which know some settings; null for others. */
  private static JsonNode named(CharacterPattern kind, SplitPreTokenizer split) {
    boolean removed = split.behavior() == SplitBehavior.REMOVED;
    boolean isolated = split.behavior() == SplitBehavior.ISOLATED;
    boolean digits = isolated || split.behavior() == SplitBehavior.CONTIGUOUS;
    return switch (kind) {
      case WORD_OR_SYMBOLS -> removed && split.invert() ? typed("Whitespace") : null;
      case WHITE_SPACE -> removed && !split.invert() ? typed("WhitespaceSplit") : null;
      case PUNCTUATION ->
          split.invert() ? null : typed("Punctuation").put("behavior", name(split.behavior()));
      case NUMBER ->
          digits && !split.invert() ? typed("Digits").put("individual_digits", isolated) : null;
    };
  }

  private static String name(SplitBehavior behavior) {
    return switch (behavior) {
      case REMOVED -> "Removed";
      case ISOLATED -> "Isolated";
      case MERGED_WITH_PREVIOUS -> "MergedWithPrevious";
      case MERGED_WITH_NEXT -> "MergedWithNext";
      case CONTIGUOUS -> "Contiguous";
    };
  }
}
