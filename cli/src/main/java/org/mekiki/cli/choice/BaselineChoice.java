package org.mekiki.cli.choice;

import java.util.Arrays;
import java.util.List;
import org.mekiki.cli.console.Choice;
import org.mekiki.core.model.Baseline;
import org.mekiki.sig.attribution.AttributionMethod;

/**
 * What words are moved from.
 *
 * @param naming how settings are called
 * @param names of the baselines, as they were written; null for the usual one
 */
public record BaselineChoice(Naming naming, List<String> names) {
  private static final Setting<List<String>> BASELINE =
      Setting.someOf(
          "baseline",
          "mask|pad|unk|zero",
          Arrays.stream(Baseline.values()).map(Baseline::label).toList(),
          "what words are moved from; several, separated by commas, are averaged; default: mask");

  /** What it is made of. */
  static final List<Setting<?>> SETTINGS = List.of(BASELINE);

  static BaselineChoice of(Chosen chosen) {
    return new BaselineChoice(chosen.naming(), chosen.get(BASELINE));
  }

  /** The baselines, of which methods need not use any where none was named. */
  List<Baseline> baselines(List<AttributionMethod> methods) {
    if (names == null) {
      return List.of(Baseline.MASK);
    }
    List<Baseline> baselines =
        names.stream()
            .map(name -> Choice.of(naming.of("baseline"), name, Baseline.values()))
            .toList();
    if (baselines.isEmpty() || baselines.stream().distinct().count() < baselines.size()) {
      throw naming.refusal("{baseline} names each baseline once, separated by commas");
    }
    if (methods.stream().noneMatch(AttributionMethod::usesBaseline)) {
      throw naming.refusal(
          "{method} %s has no use for a baseline; leave out {baseline}",
          MethodChoice.list(methods));
    }
    return baselines;
  }
}
