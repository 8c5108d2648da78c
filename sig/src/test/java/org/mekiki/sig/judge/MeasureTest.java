package org.mekiki.sig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Keys of outputs are measures, and the other way round. */
final class MeasureTest {
  @Test
  void aKeyComesBack() {
    for (String key : new String[] {"log-odds@20", "log-odds", "forward passes", "raw@2"}) {
      assertEquals(key, Measure.parse(key).key());
    }
    assertEquals(new Measure("log-odds", OptionalInt.of(20)), Measure.parse("log-odds@20"));
    assertEquals(Measure.of(Metric.LOG_ODDS).at(20), Measure.parse("log-odds@20"));
    assertThrows(IllegalArgumentException.class, () -> Measure.parse("log-odds@"));
    assertThrows(IllegalArgumentException.class, () -> Measure.parse("log-odds@2@3"));
    assertThrows(IllegalArgumentException.class, () -> Measure.of("log-odds@20"));
  }

  @Test
  void aMetricIsFoundByItsLabelAtAnyPoint() {
    for (Metric metric : Metric.values()) {
      assertEquals(Optional.of(metric), Metrics.find(metric.label()));
      assertEquals(Optional.of(metric), Measure.of(metric).at(5).metric());
    }
    assertEquals(Optional.empty(), Metrics.find("LOG_ODDS"));
    assertEquals(Optional.empty(), Measure.parse("raw@5").metric());
  }

  @Test
  void thereIsABestOrderOfWhatTheOrderDecides() {
    assertEquals(
        List.of(
            Metric.LOG_ODDS,
            Metric.COMPREHENSIVENESS,
            Metric.SUFFICIENCY,
            Metric.NORMALISED_COMPREHENSIVENESS,
            Metric.NORMALISED_SUFFICIENCY,
            Metric.DELETION,
            Metric.INSERTION),
        Arrays.stream(Metric.values()).filter(Metric::ofOrder).toList());
  }
}
