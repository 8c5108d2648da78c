package org.mekiki.cli;

import java.util.List;
import org.mekiki.sig.TargetChoice;
import picocli.CommandLine.Option;

/** Which classes are explained. */
final class TargetOption {
  private static final String ALL = "all";

  @Option(
      names = "--target",
      paramLabel = "LABEL|INDEX|all",
      description =
          "the class to explain, may be given several times; all for every class; default: the"
              + " predicted one")
  private List<String> targets = List.of();

  /** A class whose label is "all" is meant by that word, where the model has one. */
  TargetChoice choice(List<String> labels) {
    if (targets.contains(ALL) && !labels.contains(ALL)) {
      if (targets.size() > 1) {
        throw new UserException("--target all names every class; leave out the other targets");
      }
      return TargetChoice.all();
    }
    return TargetChoice.of(targets);
  }

  /** For the record. */
  String described() {
    return targets.isEmpty() ? "the predicted one" : String.join(", ", targets);
  }
}
