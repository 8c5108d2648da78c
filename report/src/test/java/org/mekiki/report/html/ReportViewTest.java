package org.mekiki.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers as pages write them. */
final class ReportViewTest {
  @Test
  void zerosHaveNoSign() {
    assertEquals("0.00", ReportView.signed(2, -0.001));
    assertEquals("0.00", ReportView.signed(2, 0.004));
    assertEquals("−0.01", ReportView.signed(2, -0.006));
    assertEquals("+0.01", ReportView.signed(2, 0.006));
  }
}
