package org.mekiki.transformer.mecab;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What of {@code dicrc} changes words. The other keys say how MeCab prints them, or how the
 * dictionary was made. {@code max-grouping-size} has no effect there in MeCab either: the default
 * of its option comes first.
 *
 * @param unknownFeature the feature of all unknown words, in the dictionary's encoding; null for
 *     that of {@code unk.dic}
 */
record DictionarySettings(byte[] unknownFeature) {
  static final DictionarySettings NONE = new DictionarySettings(null);

  /**
   * Reads a file.
   *
   * @param hasUserDictionaries whether user dictionaries were given
   * @throws MecabDictionaryException if a line is none of the format, or it names user dictionaries
   *     and none were given
   */
  static DictionarySettings of(DictionaryFile file, boolean hasUserDictionaries)
      throws MecabDictionaryException {
    var values = new HashMap<String, String>();
    String text = new String(file.bytes(), StandardCharsets.ISO_8859_1);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isEmpty() && line.charAt(0) != ';' && line.charAt(0) != '#') {
        int equals = line.indexOf('=');
        file.require(equals >= 0, "its line %d has no \"=\"".formatted(number));
        values.putIfAbsent(
            line.substring(0, equals).stripTrailing(), line.substring(equals + 1).stripLeading());
      }
    }
    requireNoUserDictionary(file, values, hasUserDictionaries);
    String feature = values.getOrDefault("unk-feature", "");
    return new DictionarySettings(
        feature.isEmpty() ? null : feature.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void requireNoUserDictionary(
      DictionaryFile file, Map<String, String> values, boolean given)
      throws MecabDictionaryException {
    String named = values.getOrDefault("userdic", "").strip();
    if (!named.isEmpty() && !given) {
      throw new MecabDictionaryException(
          "%s asks for the user dictionaries \"%s\"; give them as user dictionaries"
              .formatted(file.name(), named));
    }
  }
}
