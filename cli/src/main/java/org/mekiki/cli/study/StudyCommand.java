package org.mekiki.cli.study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks people. */
@Command(
    name = "study",
    description = "Makes a questionnaire about explanations, and scores its answers.",
    footer = {
      "",
      "Examples:",
      "  mekiki study make --data test.tsv --sample 20 --methods sig,ig --output study.html",
      "  mekiki study score --key study.html.key.json answers-*.json"
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class StudyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
