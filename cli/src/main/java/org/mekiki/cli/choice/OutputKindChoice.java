package org.mekiki.cli.choice;

import java.util.Arrays;
import java.util.List;
import org.mekiki.cli.console.Choice;
import org.mekiki.sig.attribution.OutputKind;

/**
 * What of a class is explained.
 *
 * @param naming how settings are called
 * @param name as it was written; null for the usual
 */
public record OutputKindChoice(Naming naming, String name) {
  private static final Setting<String> OUTPUT_KIND =
      Setting.oneOf(
          "output-kind",
          Arrays.stream(OutputKind.values()).map(OutputKind::label).toList(),
          "which value of the class is explained; default: logit");

  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS = List.of(OUTPUT_KIND);

  /** As it was chosen. */
  public static OutputKindChoice of(Chosen chosen) {
    return new OutputKindChoice(chosen.naming(), chosen.get(OUTPUT_KIND));
  }

  /** What is meant. */
  public OutputKind kind() {
    return name == null
        ? OutputKind.LOGIT
        : Choice.of(naming.of("output-kind"), name, OutputKind.values());
  }
}
