package org.mekiki.cli.option;

import java.util.List;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.UserException;
import org.mekiki.core.model.Baseline;
import org.mekiki.sig.attribution.AttributionMethod;
import picocli.CommandLine.Option;

/** What words are moved from. */
final class BaselineOption {
  @Option(
      names = "--baseline",
      paramLabel = "mask|pad|unk|zero",
      split = ",",
      description =
          "what words are moved from, or several with commas between them for the mean; default:"
              + " mask")
  private List<String> names;

  List<Baseline> baselines(List<AttributionMethod> methods) {
    if (names == null) {
      return List.of(Baseline.MASK);
    }
    List<Baseline> baselines =
        names.stream().map(name -> Choice.of("--baseline", name, Baseline.values())).toList();
    if (baselines.isEmpty() || baselines.stream().distinct().count() < baselines.size()) {
      throw new UserException("--baseline names each baseline once, with commas between them");
    }
    if (methods.stream().noneMatch(AttributionMethod::usesBaseline)) {
      throw new UserException(
          "--method %s has no use for a baseline; leave out --baseline"
              .formatted(MethodOption.list(methods)));
    }
    return baselines;
  }
}
