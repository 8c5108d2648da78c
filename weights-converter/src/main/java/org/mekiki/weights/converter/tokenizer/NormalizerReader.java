package org.mekiki.weights.converter.tokenizer;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.mekiki.transformer.tokenizer.normalizer.AppendNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ByteLevelNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.LowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.NmtNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.normalizer.PrecompiledNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.PrependNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ProvidedNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ReplaceNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripAccentsNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.UnicodeNormalizer;
import org.mekiki.weights.converter.file.ConversionException;

/** Normalizers of {@code tokenizer.json}. */
final class NormalizerReader {
  private NormalizerReader() {}

  /** Null for none. */
  static Normalizer read(TokenizerNode node) throws ConversionException {
    if (node.isAbsent()) {
      return null;
    }
    return switch (node.type()) {
      case "BertNormalizer" -> bert(node);
      case "Sequence" -> sequence(node);
      case "NFC" -> new UnicodeNormalizer(Form.NFC);
      case "NFD" -> new UnicodeNormalizer(Form.NFD);
      case "NFKC" -> new UnicodeNormalizer(Form.NFKC);
      case "NFKD" -> new UnicodeNormalizer(Form.NFKD);
      case "Lowercase" -> new LowercaseNormalizer();
      case "StripAccents" -> new StripAccentsNormalizer();
      case "Strip" ->
          new StripNormalizer(node.flag("strip_left", true), node.flag("strip_right", true));
      case "Prepend" -> new PrependNormalizer(node.text("prepend"));
      case "Append" -> new AppendNormalizer(node.text("append"));
      case "Replace" -> new ReplaceNormalizer(PatternReader.read(node), node.text("content"));
      case "Nmt" -> new NmtNormalizer();
      case "ByteLevel" -> new ByteLevelNormalizer();
      case "Precompiled" -> precompiled(node);
      default -> node.provided(ProvidedNormalizer::find);
    };
  }

  private static Normalizer bert(TokenizerNode node) throws ConversionException {
    boolean lowerCase = node.flag("lowercase", true);
    return new BertNormalizer(
        node.flag("clean_text", true),
        node.flag("handle_chinese_chars", true),
        node.flag("strip_accents", lowerCase),
        lowerCase);
  }

  private static Normalizer sequence(TokenizerNode node) throws ConversionException {
    var steps = new ArrayList<Normalizer>();
    for (TokenizerNode step : node.list("normalizers")) {
      steps.add(read(step));
    }
    return new NormalizerSequence(steps);
  }

  /** A table that is empty or missing changes nothing. */
  private static Normalizer precompiled(TokenizerNode node) throws ConversionException {
    String table = node.text("precompiled_charsmap", "");
    if (table.isEmpty()) {
      return new NormalizerSequence(List.of());
    }
    try {
      return new PrecompiledNormalizer(Base64.getDecoder().decode(table));
    } catch (IllegalArgumentException e) {
      throw node.wrong("precompiled_charsmap", "a table of replacements in base 64");
    }
  }
}
