package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.benchmarks.results.Measurement;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

class SmokeTest {
  @Test
  void allBenchmarksGiveTheRightResultsAndCountTheirWork() throws RunnerException {
    List<RunResult> results = Smoke.run(Suites.entries(), 0);
    assertTrue(results.size() >= Suites.entries().size());
    for (Measurement measurement : MeasuredResults.of(results, 256)) {
      double counted =
          measurement.work().flops() + measurement.work().bytes() + measurement.work().items();
      assertTrue(counted > 0, measurement.key());
      assertTrue(measurement.seconds() > 0, measurement.key());
    }
  }

  @Test
  void aWrongProductIsNotMeasured() {
    var shape = new ProductShape(2, 3, 2);
    float[] x = {1, 2, 3, 4, 5, 6};
    float[] w = {1, 0, 0, 1, 1, 1};
    ProductCheck.check(shape, x, w, new float[] {4, 5, 10, 11});
    assertThrows(
        IllegalStateException.class,
        () -> ProductCheck.check(shape, x, w, new float[] {4.01f, 5, 10, 11}));
  }

  @Test
  void anUnknownEngineIsNamedWithThoseThatThereAre() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ProductEngine.of("none")).getMessage();
    assertTrue(message.contains("mekiki, scalar, ejml and netlib"), message);
    assertEquals("EjmlProduct", ProductEngine.of("ejml").getClass().getSimpleName());
  }
}
