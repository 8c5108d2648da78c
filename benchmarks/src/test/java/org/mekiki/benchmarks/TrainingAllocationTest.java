package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.mekiki.core.runtime.ComputeContext;

/** Training takes the same memory in every step. */
@Isolated
final class TrainingAllocationTest {
  /**
   * 0.8 million weights of layers are packed anew after every step, for two products: 6.4 MB. The
   * rows that are read at a time while packing take 0.8 MB, the records of the tape the rest.
   */
  private static final long BYTES_A_STEP = 9_000_000;

  /** What the Java machine itself keeps more of in the meantime. */
  private static final long GROWTH = 3_000_000;

  private static final int STRETCHES = 8;

  @Test
  void memoryIsFlat() throws IOException {
    var step = new TrainingStep(8, 16, 0.1, ComputeContext.sequential());
    var other = new TrainingStep(8, 11, 0.1, ComputeContext.sequential());
    run(step, other, 20);
    long before = live();
    // Vectors are objects until their kernels are compiled, so the last stretch counts.
    long each = 0;
    var counter = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int stretch = 0; stretch < STRETCHES; stretch++) {
      long allocated = counter.getCurrentThreadAllocatedBytes();
      run(step, other, 10);
      each = (counter.getCurrentThreadAllocatedBytes() - allocated) / 20;
    }
    assertTrue(each < BYTES_A_STEP, "a step took " + each + " bytes");
    long growth = live() - before;
    assertTrue(
        growth < GROWTH, "after %d steps %d bytes more are live".formatted(20 * STRETCHES, growth));
  }

  private static void run(TrainingStep step, TrainingStep other, int times) {
    for (int i = 0; i < times; i++) {
      step.run();
      other.run();
    }
  }

  private static long live() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
