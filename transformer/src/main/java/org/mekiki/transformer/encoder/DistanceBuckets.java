package org.mekiki.transformer.encoder;

/** Which row of a table belongs to the distance i − j of a query and a key. */
public final class DistanceBuckets {
  /** Buckets that most models have, half of them for each direction. */
  public static final int BIAS_BUCKETS = 32;

  /** The distance from which all of these are in one bucket. */
  static final int BIAS_LIMIT = 128;

  private DistanceBuckets() {}

  /**
   * The buckets of T5 (Raffel et al. 2020) and MPNet: the first half where the key stands before
   * the query, the others where it stands after; near distances one by one, the rest
   * logarithmically up to a limit.
   *
   * <p>Distances that are powers of two lie on the edge of a bucket, so the operations and their
   * precision are those of the reference.
   *
   * @param buckets of both directions, at least 4
   * @param limit above a quarter of them
   */
  static int bias(int distance, int buckets, int limit) {
    int half = buckets / 2;
    int exact = half / 2;
    int n = Math.abs(distance);
    int bucket = n;
    if (n >= exact) {
      float log = (float) Math.log((float) n / exact);
      float share = log / (float) Math.log((double) limit / exact);
      bucket = Math.min(exact + (int) (share * (half - exact)), half - 1);
    }
    return distance < 0 ? half + bucket : bucket;
  }

  /**
   * The row of a table of 2 · span rows for disentangled attention (He et al. 2021).
   *
   * @param limit the largest distance of logarithmic buckets; 0 where each has its own row
   */
  static int disentangled(int distance, int span, int limit) {
    long bucket = limit == 0 ? distance : logarithmic(distance, span, limit);
    return Math.clamp(bucket + span, 0, 2 * span - 1);
  }

  private static long logarithmic(int distance, int span, int limit) {
    int middle = span / 2;
    int n = Math.abs(distance);
    if (n <= middle || middle == 0) {
      return distance;
    }
    double share =
        Math.log((double) n / middle) / Math.log((double) (limit - 1) / middle) * (middle - 1);
    double bucket = Math.ceil(share) + middle;
    return (long) Math.copySign(Math.min(bucket, Integer.MAX_VALUE), distance);
  }
}
