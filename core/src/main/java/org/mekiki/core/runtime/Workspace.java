package org.mekiki.core.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pool of buffers owned by one worker; not thread-safe.
 *
 * <p>Buffers are handed out dirty and by size class, so one may be up to a quarter longer than
 * asked for, and up to two and a half times as long where no better one is free: passes of
 * different sizes share buffers instead of each having its own. Once a loop has seen its largest
 * sizes, taking and giving back allocates nothing.
 */
public final class Workspace {
  private final List<SizeClass<float[]>> free = new ArrayList<>();
  private final List<SizeClass<double[]>> freeDoubles = new ArrayList<>();
  private final boolean poison;

  /** Buffers of one length that nobody uses. */
  private record SizeClass<A>(int length, ArrayDeque<A> buffers) {}

  /** A workspace for ordinary use. */
  public Workspace() {
    this(false);
  }

  private Workspace(boolean poison) {
    this.poison = poison;
  }

  /**
   * {@return a workspace that fills returned buffers with NaN, so that a use after return shows}
   * New buffers are filled too.
   */
  public static Workspace poisoning() {
    return new Workspace(true);
  }

  /**
   * {@return a buffer of at least {@code size} floats with arbitrary content}
   *
   * @param size number of floats, 0 or more
   */
  public float[] take(int size) {
    int length = sizeClass(size);
    SizeClass<float[]> best = null;
    for (int i = 0; i < free.size(); i++) {
      SizeClass<float[]> other = free.get(i);
      boolean fits = other.length() >= length && other.length() <= 2L * length;
      if (fits && !other.buffers().isEmpty() && (best == null || other.length() < best.length())) {
        best = other;
      }
    }
    return best == null ? fresh(length) : best.buffers().pollLast();
  }

  /**
   * Gives a buffer back; the caller must not use it any more.
   *
   * @param buffer to be handed out by {@link #take} again
   */
  public void give(float[] buffer) {
    if (poison) {
      Arrays.fill(buffer, Float.NaN);
    }
    buffers(free, buffer.length).addLast(buffer);
  }

  /**
   * {@return a buffer of exactly {@code size} doubles with arbitrary content}
   *
   * @param size number of doubles, 0 or more
   */
  public double[] takeDoubles(int size) {
    double[] buffer = buffers(freeDoubles, size).pollLast();
    return buffer == null ? poisoned(new double[size]) : buffer;
  }

  /**
   * Gives a buffer back; the caller must not use it any more.
   *
   * @param buffer to be handed out by {@link #takeDoubles} again
   */
  public void give(double[] buffer) {
    buffers(freeDoubles, buffer.length).addLast(poisoned(buffer));
  }

  private double[] poisoned(double[] buffer) {
    if (poison) {
      Arrays.fill(buffer, Double.NaN);
    }
    return buffer;
  }

  /** There are few lengths, so looking through them takes less than a map's boxed keys. */
  private static <A> ArrayDeque<A> buffers(List<SizeClass<A>> free, int length) {
    for (int i = 0; i < free.size(); i++) {
      if (free.get(i).length() == length) {
        return free.get(i).buffers();
      }
    }
    var buffers = new ArrayDeque<A>();
    free.add(new SizeClass<>(length, buffers));
    return buffers;
  }

  private float[] fresh(int length) {
    float[] buffer = new float[length];
    if (poison) {
      Arrays.fill(buffer, Float.NaN);
    }
    return buffer;
  }

  /** Four classes an octave: 2ⁿ · (1, 1¼, 1½, 1¾). */
  private static int sizeClass(int size) {
    if (size <= 64) {
      return 64;
    }
    int quarter = Integer.highestOneBit(size - 1) >>> 2;
    long length = ((long) size + quarter - 1) / quarter * quarter;
    return (int) Math.min(length, Integer.MAX_VALUE - 8);
  }
}
