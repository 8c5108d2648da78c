package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ByteCharacters;
import org.mekiki.transformer.tokenizer.text.Utf8;

/**
 * GPT-2's pre-tokenizer: cuts by its pattern and writes each byte of UTF-8 as one printable
 * character.
 *
 * @param addPrefixSpace puts a space before a text that begins with none
 * @param useRegex cuts by the pattern; else the text is one word
 */
public record ByteLevelPreTokenizer(boolean addPrefixSpace, boolean useRegex)
    implements PreTokenizer {
  @Override
  public List<AlignedText> split(AlignedText text) {
    AlignedText whole = addPrefixSpace ? withPrefixSpace(text) : text;
    var words = new ArrayList<AlignedText>(8 + text.size() / 4);
    if (whole.size() == 0) {
      return words;
    }
    AlignedText bytes = ByteCharacters.written(whole);
    if (!useRegex) {
      words.add(bytes);
      return words;
    }
    int at = 0;
    for (int from = 0; from < whole.size(); ) {
      int to = Gpt2Words.end(whole, from);
      int end = at;
      for (int i = from; i < to; i++) {
        end += Utf8.length(whole.codePoint(i));
      }
      words.add(bytes.part(at, end));
      at = end;
      from = to;
    }
    return words;
  }

  private static AlignedText withPrefixSpace(AlignedText text) {
    if (text.size() == 0 || text.codePoint(0) == ' ') {
      return text;
    }
    var out = new AlignedText(text.size() + 1, text.origin());
    // As in the reference, it counts as part of the first character.
    out.append(' ', text.start(0), text.end(0));
    for (int i = 0; i < text.size(); i++) {
      out.append(text.codePoint(i), text.start(i), text.end(i));
    }
    return out;
  }
}
