package org.mekiki.transformer.mecab;

/**
 * A word of a text.
 *
 * @param start UTF-16 index of its first character in the text that was given
 * @param end UTF-16 index after its last one
 * @param feature what the dictionary says of it: fields in CSV, as the dictionary orders them
 * @param unknown whether it is in no dictionary, and made by the rules for unknown words
 */
public record MecabWord(int start, int end, String feature, boolean unknown) {
  /**
   * {@return its characters}
   *
   * @param text the text in which it was found
   */
  public String surface(String text) {
    return text.substring(start, end);
  }
}
