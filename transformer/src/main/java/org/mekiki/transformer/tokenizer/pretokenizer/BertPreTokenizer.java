package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;

/** Cuts at white space and around each punctuation character. */
public record BertPreTokenizer() implements PreTokenizer {
  @Override
  public List<AlignedText> split(AlignedText text) {
    var words = new ArrayList<AlignedText>(8 + text.size() / 4);
    int from = 0;
    for (int i = 0; i <= text.size(); i++) {
      boolean end = i == text.size();
      boolean space = !end && Characters.isWhiteSpace(text.codePoint(i));
      boolean mark = !end && Characters.isPunctuation(text.codePoint(i));
      if (end || space || mark) {
        if (i > from) {
          words.add(text.part(from, i));
        }
        if (mark) {
          words.add(text.part(i, i + 1));
        }
        from = i + 1;
      }
    }
    return words;
  }
}
