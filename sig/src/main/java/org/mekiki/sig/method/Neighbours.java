package org.mekiki.sig.method;

import java.util.concurrent.ConcurrentHashMap;
import org.mekiki.core.tensor.Tensor;

/**
 * The rows of an embedding table that are nearest to a row, by Euclidean distance, the nearest
 * first and of equal ones the first. In double precision and in a fixed order, so that no machine
 * finds others.
 */
final class Neighbours {
  private final Tensor table;
  private final int count;
  private final ConcurrentHashMap<Integer, int[]> known = new ConcurrentHashMap<>();

  /**
   * Of a table.
   *
   * @param table [V, d]
   * @param count neighbours of a row, or all others where they are fewer
   */
  Neighbours(Tensor table, int count) {
    this.table = table;
    this.count = count;
  }

  Tensor table() {
    return table;
  }

  /** The first row of the table that has these values, or −1. */
  int find(Tensor rows, int row) {
    int width = table.shape().dim(1);
    for (int v = 0; v < table.shape().dim(0); v++) {
      int j = 0;
      while (j < width && table.getFlat(v * width + j) == rows.getFlat(row * width + j)) {
        j++;
      }
      if (j == width) {
        return v;
      }
    }
    return -1;
  }

  /** The neighbours of a row of the table, without itself. */
  int[] of(int row) {
    return known.computeIfAbsent(row, at -> nearest(table, at, at));
  }

  /**
   * The neighbours of a row of some tensor.
   *
   * @param except row of the table that is none of them, or −1
   */
  int[] nearest(Tensor rows, int row, int except) {
    int size = table.shape().dim(0);
    int most = Math.min(count, size - (except < 0 ? 0 : 1));
    double[] distances = new double[most];
    int[] nearest = new int[most];
    int found = 0;
    for (int v = 0; v < size; v++) {
      if (v == except) {
        continue;
      }
      double distance = squaredDistance(rows, row, v);
      if (found == most && !(distance < distances[most - 1])) {
        continue;
      }
      int at = found < most ? found++ : most - 1;
      while (at > 0 && distances[at - 1] > distance) {
        distances[at] = distances[at - 1];
        nearest[at] = nearest[at - 1];
        at--;
      }
      distances[at] = distance;
      nearest[at] = v;
    }
    return nearest;
  }

  private double squaredDistance(Tensor rows, int row, int other) {
    int width = table.shape().dim(1);
    float[] a = rows.array();
    float[] b = table.array();
    int from = rows.offset() + row * width;
    int at = table.offset() + other * width;
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double difference = (double) a[from + j] - b[at + j];
      sum += difference * difference;
    }
    return sum;
  }
}
