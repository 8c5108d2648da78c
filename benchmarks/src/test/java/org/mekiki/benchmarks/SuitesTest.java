package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class SuitesTest {
  @Test
  void everyBenchmarkIsInASuiteAndTheReverse() {
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    var there = new TreeSet<String>();
    for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
      there.add(entry.getUsername());
    }
    var listed = new TreeSet<String>();
    Suites.entries().forEach(e -> listed.add(e.type().getName() + "." + e.method()));
    assertEquals(there, listed);
  }
}
