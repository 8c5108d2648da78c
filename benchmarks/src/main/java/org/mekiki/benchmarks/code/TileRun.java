package org.mekiki.benchmarks.code;

import java.util.Arrays;
import org.mekiki.benchmarks.FmaPeakBenchmark;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.kernel.PackedMatrix;

/** Computes until the compiler has seen every tile and the peak's loops often enough. */
final class TileRun {
  private static final int SIZE = 256;
  private static final int MOST_ROWS = 24;

  /** More than enough calls of every tile, and of the peak, which has long loops. */
  private static final int ROUNDS = 2000;

  private TileRun() {}

  /** Runs in the machine whose code is printed. */
  public static void main(String[] args) {
    Kernels kernels = KernelSelection.current().kernels();
    System.out.println(kernels.name() + ", " + kernels.blockSizes());
    float[] values = new float[SIZE * SIZE];
    Arrays.fill(values, 1e-3f);
    PackedMatrix b = kernels.pack(SIZE, SIZE, MatrixRows.of(values, 0, SIZE, SIZE));
    float[] c = new float[MOST_ROWS * SIZE];
    float[] scratch = new float[kernels.gemmPackedScratch(MOST_ROWS, SIZE)];
    for (int round = 0; round < ROUNDS; round++) {
      for (int m = 1; m <= MOST_ROWS; m++) {
        kernels.gemmPacked(m, values, 0, SIZE, b, null, 0, SIZE, c, 0, SIZE, scratch, 0);
      }
      FmaPeakBenchmark.runChains();
    }
  }
}
