package org.mekiki.cli.evaluate;

import java.util.List;
import java.util.Optional;
import org.mekiki.cli.choice.MethodChoice;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.quadrature.QuadratureRule;
import picocli.CommandLine.Option;

/** The methods that are judged or shown, by their names. */
public final class JudgedMethodsOption {
  @Option(
      names = "--methods",
      paramLabel = "NAME,...",
      split = ",",
      description = "the methods, separated by commas, or all; default: sig,ig")
  private List<String> names = List.of("sig", "ig");

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "a fixed number of Gauss-Legendre nodes per path instead of a tolerance")
  private Integer steps;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description = "the tolerance of methods that integrate; default: 0.01")
  private Double tolerance;

  /**
   * The methods.
   *
   * @param usual how paths are integrated where no option says so
   */
  public List<JudgedMethod> methods(RunSettings usual) {
    List<String> wanted =
        names.equals(List.of("all")) ? Methods.names() : names.stream().map(String::strip).toList();
    RunSettings settings = settings().orElse(usual);
    return wanted.stream()
        .map(
            name -> {
              if (wanted.stream().filter(name::equals).count() > 1) {
                throw new UserException("--methods names \"" + name + "\" twice");
              }
              Choice.require("--methods", name, Methods.names());
              return method(name, settings);
            })
        .toList();
  }

  private Optional<RunSettings> settings() {
    if (steps != null && tolerance != null) {
      throw new UserException(
          "--steps asks for a fixed rule, --tolerance for an adaptive one; give only one of them");
    }
    Positive.atMost("--steps", steps, MethodChoice.MOST_STEPS);
    if (steps != null) {
      return Optional.of(RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, steps));
    }
    return Optional.ofNullable(tolerance).map(RunSettings::adaptive);
  }

  private static JudgedMethod method(String name, RunSettings settings) {
    boolean seeded = of(name, 0).parameters().containsKey("seed");
    return new JudgedMethod(
        name, seed -> Explainer.of(of(name, seed)).withSettings(settings), seeded);
  }

  private static AttributionMethod of(String name, long seed) {
    return Methods.of(name, MethodSettings.DEFAULT.withSeed(seed));
  }
}
