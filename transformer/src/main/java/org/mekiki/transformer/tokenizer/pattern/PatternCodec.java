package org.mekiki.transformer.tokenizer.pattern;

import java.io.IOException;
import org.mekiki.transformer.tokenizer.text.SettingsInput;
import org.mekiki.transformer.tokenizer.text.SettingsOutput;

/** The binary form of the patterns that texts are cut at or searched for: a tag each. */
public final class PatternCodec {
  private PatternCodec() {}

  /**
   * Writes a pattern: its tag, then its settings.
   *
   * @param pattern the pattern
   * @param out where to write
   * @throws IOException if writing fails
   */
  public static void write(TextPattern pattern, SettingsOutput out) throws IOException {
    switch (pattern) {
      case CharacterPattern characters -> {
        out.tag(0);
        out.constant(characters);
      }
      case LiteralPattern(String literal) -> {
        out.tag(1);
        out.text(literal);
      }
      case RegexPattern regex -> {
        out.tag(2);
        out.text(regex.regex());
      }
    }
  }

  /**
   * Reads what {@link #write} writes.
   *
   * @param in where to read
   * @return the pattern
   * @throws IOException if reading fails, or what is there is no pattern
   */
  public static TextPattern read(SettingsInput in) throws IOException {
    int tag = in.tag();
    return switch (tag) {
      case 0 -> in.constant(CharacterPattern.values());
      case 1 -> new LiteralPattern(in.text());
      case 2 -> new RegexPattern(in.text());
      default -> throw SettingsInput.unknown("pattern", tag);
    };
  }
}
