package org.mekiki.cli.terminal;

import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Texts;

/**
 * How much of an explanation a terminal shows.
 *
 * @param colours that it has
 * @param all whether all words are listed, punctuation too
 * @param verbose whether normalised scores, errors and nodes stand beside the effects
 * @param speech the language of who reads it
 */
public record TerminalDetail(ColourDepth colours, boolean all, boolean verbose, Speech speech) {
  /** The sentences of explanations. */
  Texts texts() {
    return speech.texts();
  }

  /** A phrase in the language's quotation marks; on English terminals in those of keyboards. */
  String quoted(Subject.Phrase phrase) {
    return TerminalText.line(
        speech.isEnglish() ? phrase.quoted("\"", "\"") : texts().quoted(phrase));
  }

  /** What is explained of an answer. */
  String quantity(String name) {
    return texts().of("quantity." + name);
  }

  /** The width of a column: names are wider in full-width letters. */
  int columns(int english) {
    return speech.isEnglish() ? english : english + 2;
  }
}
