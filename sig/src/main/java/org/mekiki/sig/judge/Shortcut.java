package org.mekiki.sig.judge;

import java.util.Optional;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.RowSet;

/**
 * A model in which one nonsense word decides, so that it is known what a method has to find. The
 * word can get its power by construction ({@link ConstructedShortcut}) or by fine-tuning on texts
 * that hold it; both are examined alike.
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
   * A text with the word in it.
   *
   * @param text its tokens
   * @param copies the tokens of all copies
   */
  record Planted(EncodedText text, RowSet copies) {}
}
