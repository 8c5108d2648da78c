package org.mekiki.weights.converter.tokenizer;

import java.util.Base64;
import org.mekiki.transformer.tokenizer.normalizer.AppendNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ByteLevelNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ClusterNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ContextLowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.LowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.NmtNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.normalizer.PrecompiledNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.PrependNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ProvidedNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ReplaceNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.SentencePieceNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripAccentsNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.UnicodeNormalizer;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Normalizers as {@code tokenizer.json} has them; the inverse of {@link NormalizerReader}. */
final class NormalizerWriter {
  private NormalizerWriter() {}

  /** A null node for none. */
  static JsonNode write(Normalizer normalizer) throws ConversionException {
    return switch (normalizer) {
      case null -> JsonNodeFactory.instance.nullNode();
      case BertNormalizer(boolean clean, boolean ideographs, boolean accents, boolean lower) ->
          typed("BertNormalizer")
              .put("clean_text", clean)
              .put("handle_chinese_chars", ideographs)
              .put("strip_accents", accents)
              .put("lowercase", lower);
      case NormalizerSequence sequence -> sequence(sequence);
      case UnicodeNormalizer unicode -> typed(unicode.form().name());
      case LowercaseNormalizer() -> typed("Lowercase");
      case StripAccentsNormalizer() -> typed("StripAccents");
      case StripNormalizer(boolean left, boolean right) ->
          typed("Strip").put("strip_left", left).put("strip_right", right);
      case PrependNormalizer(String prefix) -> typed("Prepend").put("prepend", prefix);
      case AppendNormalizer(String suffix) -> typed("Append").put("append", suffix);
      case ReplaceNormalizer replace ->
          PatternWriter.put(replace.pattern(), typed("Replace")).put("content", replace.content());
      case NmtNormalizer() -> typed("Nmt");
      case PrecompiledNormalizer precompiled ->
          typed("Precompiled")
              .put("precompiled_charsmap", Base64.getEncoder().encodeToString(precompiled.table()));
      case ByteLevelNormalizer() -> typed("ByteLevel");
      case ProvidedNormalizer provided -> whole(provided.settings());
      case ClusterNormalizer _, ContextLowercaseNormalizer _, SentencePieceNormalizer _ ->
          throw JapaneseTokenizer.notDescribed();
    };
  }

  private static JsonNode sequence(NormalizerSequence sequence) throws ConversionException {
    ObjectNode node = typed("Sequence");
    ArrayNode steps = node.putArray("normalizers");
    for (Normalizer step : sequence.steps()) {
      steps.add(write(step));
    }
    return node;
  }

  /** A component of another jar, as it was read. */
  static JsonNode whole(ComponentSettings settings) {
    return JsonMapper.shared().readTree(settings.json());
  }

  /** A component of a type, without settings yet. */
  static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
