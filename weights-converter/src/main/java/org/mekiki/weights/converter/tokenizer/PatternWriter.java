package org.mekiki.weights.converter.tokenizer;

import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.pattern.TextPattern;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.node.ObjectNode;

/** Patterns as {@code tokenizer.json} has them; the inverse of {@link PatternReader}. */
final class PatternWriter {
  private PatternWriter() {}

  /** Puts {@code "pattern"} into a component. */
  static ObjectNode put(TextPattern pattern, ObjectNode component) throws ConversionException {
    ObjectNode node = component.putObject("pattern");
    switch (pattern) {
      case LiteralPattern(String literal) -> node.put("String", literal);
      case RegexPattern regex -> node.put("Regex", regex.regex());
      case CharacterPattern characters ->
          throw new ConversionException(
              "the tokenizer uses the characters %s in a way that tokenizer.json cannot express"
                  .formatted(characters));
    }
    return component;
  }
}
