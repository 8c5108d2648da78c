package org.mekiki.transformer.tokenizer.pretokenizer;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.UnicodeAge;

/**
 * Cuts where the script changes. Kana count as Han; spaces and what Unicode 9 did not know go with
 * what is before them, and are left out at the beginning of a text.
 */
public record ScriptPreTokenizer() implements PreTokenizer {
  @Override
  public List<AlignedText> split(AlignedText text) {
    var pieces = new ArrayList<AlignedText>();
    UnicodeScript last = null;
    int from = -1;
    for (int i = 0; i < text.size(); i++) {
      UnicodeScript script = script(text.codePoint(i));
      if (script == null || script == last) {
        continue;
      }
      if (from >= 0) {
        pieces.add(text.part(from, i));
      }
      from = i;
      last = script;
    }
    if (from >= 0) {
      pieces.add(text.part(from, text.size()));
    }
    return pieces;
  }

  /** Null for what belongs to any script. */
  private static UnicodeScript script(int c) {
    if (c == ' ' || UnicodeAge.isAfter9(c)) {
      return null;
    }
    return switch (c) {
      case 0x30FC -> UnicodeScript.HAN;
      // These three have moved since.
      case 0x61C, 0x589 -> UnicodeScript.COMMON;
      case 0x953, 0x954 -> UnicodeScript.DEVANAGARI;
      default ->
          switch (UnicodeScript.of(c)) {
            case UNKNOWN -> null;
            case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
            case UnicodeScript other -> other;
          };
    };
  }
}
