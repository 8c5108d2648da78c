package org.mekiki.cli;

import org.mekiki.sig.OutputKind;
import picocli.CommandLine.Option;

/** What of a class is explained. */
final class OutputKindOption {
  @Option(
      names = "--output-kind",
      paramLabel = "logit|probability|log-probability",
      description = "what of the class is explained; default: logit")
  private String name = OutputKind.LOGIT.label();

  OutputKind kind() {
    return Choice.of("--output-kind", name, OutputKind.values());
  }
}
