package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.JudgedModel;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.TokenChoice;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;

/**
 * Figures that PyTorch gave for methods on 80 test sentences of SST-2: log-odds and
 * comprehensiveness with a fifth of the words masked, and the mean of log-odds over all shares.
 */
final class ReferenceTableTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));

  /**
   * The first 80 after Python's {@code random.Random(0).shuffle} of the test sentences' numbers.
   */
  private static final int[] SENTENCES = {
    1172, 152, 76, 1056, 585, 1050, 381, 47, 561, 1675, 1105, 280, 803, 908, 122, 514, 1042, 1649,
    1435, 1527, 1664, 71, 467, 948, 1216, 1510, 813, 1589, 1478, 284, 661, 402, 700, 374, 1029, 462,
    305, 819, 1103, 414, 1104, 435, 111, 515, 821, 658, 228, 1697, 1673, 1561, 991, 1777, 1164, 960,
    1751, 1294, 590, 108, 894, 901, 52, 569, 720, 443, 1501, 1001, 1013, 828, 1, 1336, 607, 224,
    1024, 781, 757, 1027, 1522, 1181, 1629, 1385
  };

  /** Log-odds@20, comprehensiveness@20 and log-odds over all shares. */
  private static final Map<String, List<Double>> EXPECTED =
      Map.of(
          "sig-exact", List.of(-1.934, 0.573, -1.521),
          "first marginal", List.of(-1.992, 0.582, -1.584),
          "sig-both-exact", List.of(-2.031, 0.592, -1.618),
          "ig", List.of(-2.014, 0.593, -1.598),
          "input-x-gradient", List.of(-1.536, 0.473, -1.249),
          "linear", List.of(-2.026, 0.609, -1.611));

  private static final List<Measure> MEASURES =
      List.of(
          Measure.parse("log-odds@20"),
          Measure.parse("comprehensiveness@20"),
          Measure.of(Metric.LOG_ODDS));

  @Test
  void figuresOfTheReference() throws IOException {
    Path model = SHARED.resolve("models/sst2-small");
    Path data = SHARED.resolve("data/sst2/test.tsv");
    assumeTrue(Files.isDirectory(model) && Files.exists(data), "no reference data at " + SHARED);
    List<String> lines = Files.readAllLines(data);
    Map<String, double[]> sums = new LinkedHashMap<>();
    try (ModelFile file = Converter.inMemory(model)) {
      var judged = JudgedModel.of(Classifier.of(file, ComputeContext.sequential()), Baseline.MASK);
      Set<FaithfulnessMetric> metrics =
          Set.copyOf(EnumSet.of(Metric.LOG_ODDS, Metric.COMPREHENSIVENESS));
      var judge = new Faithfulness(judged, methods(), metrics, TokenChoice.WORDS, 0, 0);
      for (int number : SENTENCES) {
        String line = lines.get(1 + number);
        String text = line.substring(line.indexOf('\t') + 1);
        add(sums, judge.examine(new Example(number, 2 + number, text, null, List.of())).values());
      }
    }
    EXPECTED.forEach(
        (method, figures) -> {
          for (int i = 0; i < figures.size(); i++) {
            // Half a unit of the last printed digit, and what float32 may move.
            double mean = sums.get(method)[i] / SENTENCES.length;
            assertEquals(figures.get(i), mean, 0.001, method + " " + MEASURES.get(i).key());
          }
        });
  }

  private static void add(Map<String, double[]> sums, Map<String, Map<Measure, Double>> found) {
    EXPECTED
        .keySet()
        .forEach(
            method -> {
              double[] sum = sums.computeIfAbsent(method, _ -> new double[MEASURES.size()]);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += found.get(method).get(MEASURES.get(i));
              }
            });
  }

  private static List<JudgedMethod> methods() {
    AttributionMethod both = Methods.of("sig-both-exact", MethodSettings.DEFAULT);
    return List.of(
        named("sig-exact"),
        named("sig-both-exact"),
        named("input-x-gradient"),
        named("linear"),
        JudgedMethod.of("ig", IntegratedGradients.withSteps(20)),
        JudgedMethod.of("first marginal", Explainer.of(new FirstMarginal(both))));
  }

  private static JudgedMethod named(String name) {
    return JudgedMethod.of(name, Explainer.of(Methods.of(name, MethodSettings.DEFAULT)));
  }

  /** What each word does where all others are masked. */
  private record FirstMarginal(AttributionMethod both) implements AttributionMethod {
    @Override
    public String name() {
      return "first marginal";
    }

    @Override
    public PassCosts costs(RunSettings settings, int targets) {
      return both.costs(settings, targets);
    }

    @Override
    public List<Attribution> attribute(AttributionTask task) {
      return both.attribute(task).stream().map(each -> alone(task, each)).toList();
    }

    private static Attribution alone(AttributionTask task, Attribution of) {
      List<UnitAttribution> units =
          task.input().units().stream().map(rows -> alone(of.unit(rows))).toList();
      return new MeasuredAttribution(
          task.input(),
          units,
          new MeasuredAttribution.Whole(
              of.fInput(), OptionalDouble.empty(), 1, of.counts(), Guarantee.PARTS));
    }

    private static UnitAttribution alone(UnitAttribution unit) {
      double alone = unit.ends().orElseThrow().alone();
      return new UnitAttribution(
          unit.rows(),
          alone,
          IntStream.range(0, unit.shares().size())
              .mapToObj(_ -> alone / unit.shares().size())
              .toList(),
          unit.features(),
          unit.fMasked(),
          OptionalDouble.of(0),
          0,
          true,
          unit.ends(),
          OptionalDouble.empty());
    }
  }
}
