package org.mekiki.weights.converter.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ByteLevelPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.FixedLengthPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer.Prefix;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.ProvidedPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ScriptPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;
import org.mekiki.weights.converter.file.ConversionException;

/** Pre-tokenizers of {@code tokenizer.json}. */
final class PreTokenizerReader {
  private PreTokenizerReader() {}

  /** Null for none. */
  static PreTokenizer read(TokenizerNode node) throws ConversionException {
    if (node.isAbsent()) {
      return null;
    }
    return switch (node.type()) {
      case "BertPreTokenizer" -> new BertPreTokenizer();
      case "ByteLevel" ->
          new ByteLevelPreTokenizer(
              node.flag("add_prefix_space", true), node.flag("use_regex", true));
      case "Metaspace" -> metaspace(node);
      case "Whitespace" -> split(CharacterPattern.WORD_OR_SYMBOLS, SplitBehavior.REMOVED, true);
      case "WhitespaceSplit" -> split(CharacterPattern.WHITE_SPACE, SplitBehavior.REMOVED, false);
      case "Punctuation" -> split(CharacterPattern.PUNCTUATION, behavior(node, "Isolated"), false);
      case "Digits" ->
          split(
              CharacterPattern.NUMBER,
              node.flag("individual_digits", false)
                  ? SplitBehavior.ISOLATED
                  : SplitBehavior.CONTIGUOUS,
              false);
      case "CharDelimiterSplit" ->
          split(
              new LiteralPattern(Character.toString(node.character("delimiter", ""))),
              SplitBehavior.REMOVED,
              false);
      case "Split" ->
          split(PatternReader.read(node), behavior(node, null), node.flag("invert", false));
      case "FixedLength" -> new FixedLengthPreTokenizer(node.number("length", 5));
      case "UnicodeScripts" -> new ScriptPreTokenizer();
      case "Sequence" -> sequence(node);
      default -> node.provided(ProvidedPreTokenizer::find);
    };
  }

  private static PreTokenizer split(TextPattern pattern, SplitBehavior behavior, boolean invert) {
    return new SplitPreTokenizer(pattern, behavior, invert);
  }

  private static PreTokenizer sequence(TokenizerNode node) throws ConversionException {
    var steps = new ArrayList<PreTokenizer>();
    for (TokenizerNode step : node.list("pretokenizers")) {
      steps.add(read(step));
    }
    return new PreTokenizerSequence(steps);
  }

  private static SplitBehavior behavior(TokenizerNode node, String absent)
      throws ConversionException {
    String name = node.text("behavior", absent);
    return switch (name) {
      case "Removed" -> SplitBehavior.REMOVED;
      case "Isolated" -> SplitBehavior.ISOLATED;
      case "MergedWithPrevious" -> SplitBehavior.MERGED_WITH_PREVIOUS;
      case "MergedWithNext" -> SplitBehavior.MERGED_WITH_NEXT;
      case "Contiguous" -> SplitBehavior.CONTIGUOUS;
      case null, default ->
          throw node.wrong(
              "behavior",
              "one of "
                  + List.of(
                      "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"));
    };
  }

  /** Older files say {@code add_prefix_space} instead of a scheme, and never do not to split. */
  private static PreTokenizer metaspace(TokenizerNode node) throws ConversionException {
    boolean prefixSpace = node.flag("add_prefix_space", true);
    String scheme = node.text("prepend_scheme", prefixSpace ? "always" : "never");
    if (!prefixSpace && !scheme.equals("never")) {
      throw node.wrong("prepend_scheme", "\"never\" where \"add_prefix_space\" is false");
    }
    Prefix prefix =
        switch (scheme) {
          case "always" -> Prefix.ALWAYS;
          case "first" -> Prefix.FIRST;
          case "never" -> Prefix.NEVER;
          default -> throw node.wrong("prepend_scheme", "\"always\", \"first\" or \"never\"");
        };
    return new MetaspacePreTokenizer(
        node.character("replacement", "▁"), prefix, node.flag("split", true));
  }
}
