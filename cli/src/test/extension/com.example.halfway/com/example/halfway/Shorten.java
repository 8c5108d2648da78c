package com.example.halfway;

import java.util.function.Function;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerProvider;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/** Cuts runs of one letter: with {@code "most": 2} "veryyyy" becomes "veryy". */
public final class Shorten implements NormalizerProvider {
  /** For the service loader. */
  public Shorten() {}

  @Override
  public String type() {
    return "Shorten";
  }

  @Override
  public Function<AlignedText, AlignedText> component(ComponentSettings settings) {
    String given = settings.text("most", "2");
    if (!given.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException("\"most\" must be a number from 1 to 9999, got " + given);
    }
    int most = Integer.parseInt(given);
    return text -> shortened(text, most);
  }

  private static AlignedText shortened(AlignedText text, int most) {
    var out = new TextRewriter(text);
    int run = 0;
    for (int i = 0; i < text.size(); i++) {
      int letter = text.codePoint(i);
      run = i > 0 && letter == text.codePoint(i - 1) && Character.isLetter(letter) ? run + 1 : 1;
      if (run <= most) {
        out.keepUntil(i + 1);
      } else {
        out.drop(1);
      }
    }
    return out.result();
  }
}
