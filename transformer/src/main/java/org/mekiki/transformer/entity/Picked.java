package org.mekiki.transformer.entity;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;

/** Some rows of each variant, in any order. */
final class Picked {
  private Picked() {}

  /** Rows by their numbers: [B, S, M] to [B, N, M]. */
  static Variable rows(Variable all, List<Integer> numbers) {
    return rows(all, numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Each row so many times, one after the other: [B, S, M] to [B, S times, M]. */
  static Variable repeated(Variable all, int times) {
    return rows(all, IntStream.range(0, all.shape().dim(1) * times).map(i -> i / times).toArray());
  }

  /** All rows so many times: [B, S, M] to [B, times S, M]. */
  static Variable tiled(Variable all, int times) {
    int count = all.shape().dim(1);
    return rows(all, IntStream.range(0, count * times).map(i -> i % count).toArray());
  }

  private static Variable rows(Variable all, int[] numbers) {
    int batch = all.shape().dim(0);
    int count = all.shape().dim(1);
    int width = all.shape().dim(2);
    int[] ids = new int[batch * numbers.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i / numbers.length * count + numbers[i % numbers.length];
    }
    Variable table = Ops.reshape(all, batch * count, width);
    return Ops.gather(table, ids, Shape.of(batch, numbers.length));
  }
}
