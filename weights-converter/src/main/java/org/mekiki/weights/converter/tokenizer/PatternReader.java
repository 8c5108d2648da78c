package org.mekiki.weights.converter.tokenizer;

import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/** Patterns of {@code tokenizer.json}: a text as it is, or a regular expression. */
final class PatternReader {
  private PatternReader() {}

  /** What stands as {@code "pattern"} in a component. */
  static TextPattern read(TokenizerNode node) throws ConversionException {
    JsonNode pattern = node.json().path("pattern");
    JsonNode literal = pattern.path("String");
    JsonNode regex = pattern.path("Regex");
    if (pattern.size() != 1 || !literal.isString() && !regex.isString()) {
      throw node.wrong("pattern", "{\"String\": ...} or {\"Regex\": ...}");
    }
    try {
      // The empty text is found at every place, as the empty expression is.
      return literal.isString() && !literal.asString().isEmpty()
          ? new LiteralPattern(literal.asString())
          : new RegexPattern(regex.asString(""));
    } catch (IllegalArgumentException e) {
      throw new ConversionException(
          "%s: in the %s \"%s\" %s"
              .formatted(node.path(), node.component(), node.type(), e.getMessage()),
          e);
    }
  }
}
