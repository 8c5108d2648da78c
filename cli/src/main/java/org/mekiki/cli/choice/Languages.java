package org.mekiki.cli.choice;

import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.UserException;
import org.mekiki.report.wording.Texts;

/** The language that readers are addressed in. */
public final class Languages {
  private Languages() {}

  /**
   * The sentences of a language.
   *
   * @param setting by which it was chosen, for messages
   * @throws UserException if there is none
   */
  public static Texts texts(String setting, String language) {
    Choice.require(setting, language, Texts.LANGUAGES);
    return Texts.in(language);
  }
}
