package org.mekiki.cli.option;

import org.mekiki.cli.console.Choice;
import org.mekiki.sig.attribution.OutputKind;
import picocli.CommandLine.Option;

/** What of a class is explained. */
public final class OutputKindOption {
  @Option(
      names = "--output-kind",
      paramLabel = "logit|probability|log-probability",
      description = "what of the class is explained; default: logit")
  private String name = OutputKind.LOGIT.label();

  public OutputKind kind() {
    return Choice.of("--output-kind", name, OutputKind.values());
  }
}
