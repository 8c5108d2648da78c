package com.example.halfway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerProvider;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;

/** Words are what stands between the dots of inscriptions: "good·film" is "good" and "film". */
public final class Interpuncts implements PreTokenizerProvider {
  /** For the service loader. */
  public Interpuncts() {}

  @Override
  public String type() {
    return "Interpuncts";
  }

  @Override
  public Function<AlignedText, List<AlignedText>> component(ComponentSettings settings) {
    String dot = settings.text("dot", "·");
    if (dot.codePointCount(0, dot.length()) != 1) {
      throw new IllegalArgumentException("\"dot\" must be one character, got " + dot);
    }
    return text -> words(text, dot.codePointAt(0));
  }

  private static List<AlignedText> words(AlignedText text, int dot) {
    var words = new ArrayList<AlignedText>();
    int from = 0;
    for (int i = 0; i <= text.size(); i++) {
      if (i == text.size() || text.codePoint(i) == dot) {
        if (i > from) {
          words.add(text.part(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }
}
