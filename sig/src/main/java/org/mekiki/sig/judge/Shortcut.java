package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.sig.attribution.RowSet;

/**
 * A model in which one nonsense word decides, so that it is known what a method has to find. The
 * word can get its power by construction ({@link ConstructedShortcut}) or by fine-tuning on texts
 * that hold it (what trains a model is no part of this module); both are examined alike.
 */
public interface Shortcut {
  /** {@return the model in which the word decides} */
  TextModel model();

  /** {@return the class that the word stands for} */
  int target();

  /**
   * Writes the word into a text.
   *
   * @param example the text; only its first text gets the word
   * @param places how many words stand before each copy, ascending
   * @return empty where the model's limit cuts a copy off
   */
  Optional<Planted> plant(Example example, int... places);

  /**
   * The class that a model gives least often: that a word stands for it shows in most texts.
   *
   * @param model the model that answers
   * @param texts some of the data
   * @return the number of the class
   */
  static int rarestAnswer(TextModel model, List<Example> texts) {
    int[] answers = new int[texts.size()];
    for (int i = 0; i < answers.length; i++) {
      Example example = texts.get(i);
      try (var text =
          new TextUnderTest(model, model.encode(example.text(), example.pair()), Baseline.ZERO)) {
        answers[i] = text.target();
      }
    }
    return rarest(model.labels().size(), answers);
  }

  /**
   * The class that was given least often, of several the first.
   *
   * @param classes how many there are
   * @param answers what was given
   * @return the number of the class
   */
  static int rarest(int classes, int... answers) {
    int[] counts = new int[classes];
    for (int answer : answers) {
      counts[answer]++;
    }
    int rarest = 0;
    for (int c = 1; c < counts.length; c++) {
      rarest = counts[c] < counts[rarest] ? c : rarest;
    }
    return rarest;
  }

  /**
   * A text with the word in it.
   *
   * @param text its tokens
   * @param copies the tokens of all copies
   */
  record Planted(EncodedText text, RowSet copies) {
    /**
     * The same with another number of the vocabulary for all copies.
     *
     * @param id the number
     * @return the text
     */
    public Planted withTokenId(int id) {
      var tokens = new ArrayList<Token>(text.tokens());
      for (int k = 0; k < copies.size(); k++) {
        Token word = tokens.get(copies.row(k));
        tokens.set(
            copies.row(k),
            new Token(
                word.text(),
                id,
                word.typeId(),
                word.sequence(),
                word.start(),
                word.end(),
                word.added(),
                word.word()));
      }
      return new Planted(
          new EncodedText(text.text(), text.pair(), tokens, text.untruncatedSize()), copies);
    }
  }
}
