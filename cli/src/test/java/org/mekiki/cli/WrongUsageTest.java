package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** What is told of arguments that cannot be placed: one sentence with what was meant. */
final class WrongUsageTest {
  private static final String EXPLAIN =
      "; usage: mekiki explain [OPTIONS] [TEXT...] (see mekiki explain --help)";

  @Test
  void namesTheNearestCommand() {
    CommandRun.refused(
        "there is no command \"explian\" (did you mean \"explain\"?)", "explian", "x");
    CommandRun.refused("; usage: mekiki COMMAND (see mekiki --help)", "explian", "x");
    CommandRun.refused("there is no command \"mak\" (did you mean \"make\"?)", "study", "mak");
    CommandRun.refused("; usage: mekiki study COMMAND (see mekiki study --help)", "study", "mak");
    CommandRun.refused("; the commands are explain, predict, counterfactual, audit", "frobnicate");
  }

  @Test
  void aTextWithoutItsCommandIsToldApart() {
    CommandRun.refused("\"a fine film\" is not a command; a text follows one", "a fine film");
  }

  @Test
  void namesTheNearestOptionAndTheHelpOfItsCommand() {
    String meant = "mekiki explain has no option --methd (did you mean \"--method\"?)";
    CommandRun.refused(meant + EXPLAIN, "explain", "--methd", "sig", "x");
    CommandRun.refused(meant, "explain", "--methd=sig", "x");
    CommandRun.refused("(did you mean \"--method\"?)", "explain", "-method", "sig", "x");
    CommandRun.refused("(did you mean \"--metrics\"?)", "evaluate", "--metric", "foo");
    CommandRun.refused("has no option --zzz; usage", "explain", "--zzz", "x");
  }

  @Test
  void aMisspeltOptionIsToldBeforeTheOneThatIsMissing() {
    CommandRun.refused("(did you mean \"--data\"?)", "audit", "--dta", "x.tsv");
    CommandRun.refused("(did you mean \"--dtype\"?)", "convert", "--dtyp", "f16");
  }

  @Test
  void optionsOfOtherCommandsSayWhose() {
    CommandRun.refused(
        "mekiki predict has no option --phrases; mekiki explain, mekiki audit have it",
        "predict",
        "--phrases",
        "2",
        "x");
    CommandRun.refused(
        "mekiki has no option --phrases; options follow a command, such as mekiki explain",
        "--phrases",
        "2",
        "explain",
        "x");
  }

  @Test
  void whatIsMissingIsNamedWithTheUsage() {
    CommandRun.refused(
        "missing: HF_DIR, OUT.mekiki; usage: mekiki convert [OPTIONS] HF_DIR OUT.mekiki",
        "convert");
    CommandRun.refused("missing: --data=FILE; usage: mekiki audit --data=FILE [OPTIONS]", "audit");
    CommandRun.refused("--at needs a value: WORD|START:END|NUMBER" + EXPLAIN, "explain", "--at");
    CommandRun.refused("--at needs a value", "explain", "x", "--at", "--entities");
  }

  @Test
  void valuesOfTheWrongKindSayTheRightOne() {
    CommandRun.refused("--port is \"abc\"; it must be a whole number", "serve", "--port=abc");
    CommandRun.refused("--noise is \"much\"; it must be a number", "explain", "--noise=much", "x");
    CommandRun.refused("--lang is given twice", "explain", "--lang=en", "--lang=ja", "x");
    CommandRun.refused("\"c\" is one argument too many", "convert", "a", "b", "c");
  }

  @Test
  void valuesNameTheNearest() {
    CommandRun.refused("(did you mean \"ig\"?); it can be sig,", "explain", "--method", "igg", "x");
    CommandRun.refused("(did you mean \"html\"?)", "explain", "--format", "htm", "x");
    CommandRun.refused("(did you mean \"negative\"?)", "explain", "--target", "negativ", "good");
    CommandRun.refused(
        "(did you mean \"comprehensiveness\"?)",
        "evaluate",
        "--metrics",
        "comprehensivness",
        "--data",
        "x.tsv");
    CommandRun.refused(
        "(did you mean \"sig-exact\"?)", "evaluate", "--methods=sigexact", "--data=x");
  }

  @Test
  void nothingOfTheParserOrOfTheArgumentReachesTheTerminalUncut() {
    CommandRun ran = CommandRun.run("explain", "--" + "x".repeat(100_000));
    assertEquals(2, ran.status());
    assertFalse(ran.err().length() > 500, "an argument is repeated in part only");
    assertFalse(
        CommandRun.run("explain", "--\u001b[31m").err().contains("\u001b"), "nor as control");
  }
}
