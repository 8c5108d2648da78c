package org.mekiki.benchmarks.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mekiki.benchmarks.results.SpeedRatio.Verdict;

class SpeedRatioTest {
  private static final List<List<Double>> STEADY =
      List.of(List.of(1.0, 1.01), List.of(0.99, 1.0), List.of(1.0, 1.0));

  private static Measurement of(List<List<Double>> forks) {
    return Runs.measurement("A.a", Map.of(), 1, forks);
  }

  private static List<List<Double>> times(double factor, List<List<Double>> forks) {
    return forks.stream().map(fork -> fork.stream().map(value -> factor * value).toList()).toList();
  }

  @Test
  void halfTheTimeIsTwiceTheSpeed() {
    SpeedRatio ratio = SpeedRatio.of(of(STEADY), of(times(0.5, STEADY)));
    assertEquals(2, ratio.ratio(), 1e-12);
    assertTrue(ratio.low() > 1.9 && ratio.low() <= 2 && ratio.high() >= 2 && ratio.high() < 2.1);
    assertEquals(Verdict.FASTER, ratio.verdict());
    assertEquals(Verdict.SLOWER, SpeedRatio.of(of(times(0.5, STEADY)), of(STEADY)).verdict());
  }

  @Test
  void aDifferenceSmallerThanTheSpreadBetweenForksIsNoise() {
    List<List<Double>> bimodal =
        List.of(List.of(1.0, 1.0), List.of(1.4, 1.4), List.of(1.0, 1.0), List.of(1.4, 1.4));
    List<List<Double>> shifted = times(0.95, bimodal);
    assertEquals(Verdict.NOISE, SpeedRatio.of(of(bimodal), of(shifted)).verdict());
    // The same shift of steady forks is a difference: the verdict looks at the spread.
    assertEquals(Verdict.FASTER, SpeedRatio.of(of(STEADY), of(times(0.95, STEADY))).verdict());
  }

  @Test
  void iterationsOfOneForkDoNotMakeUpForForks() {
    List<List<Double>> one = List.of(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
    assertEquals(Verdict.TOO_FEW_FORKS, SpeedRatio.of(of(one), of(times(0.5, one))).verdict());
  }

  @Test
  void theSameMeasurementsGiveTheSameInterval() {
    assertEquals(
        SpeedRatio.of(of(STEADY), of(times(0.9, STEADY))),
        SpeedRatio.of(of(STEADY), of(times(0.9, STEADY))));
  }
}
