package org.mekiki.benchmarks.results;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * All measurements of one run.
 *
 * @param format version of this form, {@link #FORMAT}
 * @param environment where it was made
 * @param measurements the suites'
 * @param limitsBefore peak and bandwidth, measured before them
 * @param limitsAfter the same again afterwards: if they differ the machine was not quiet
 */
public record RunResult(
    int format,
    Environment environment,
    List<Measurement> measurements,
    List<Measurement> limitsBefore,
    List<Measurement> limitsAfter) {
  /** The version of the form that this code writes and reads. */
  public static final int FORMAT = 1;

  /** Peaks that moved by more than this make a run doubtful. */
  public static final double QUIET = 0.05;

  /** Copies. */
  public RunResult {
    measurements = List.copyOf(measurements);
    limitsBefore = List.copyOf(limitsBefore);
    limitsAfter = List.copyOf(limitsAfter);
  }

  /** The FMA peak of so many threads in GFLOP/s: the best iteration of this run. */
  public OptionalDouble peak(int threads) {
    return limits(threads)
        .filter(limit -> limit.work().flops() > 0)
        .mapToDouble(limit -> limit.gflops() * limit.seconds() / limit.bestSeconds())
        .max();
  }

  /** The memory bandwidth of so many threads in 10⁹ bytes a second: the best iteration. */
  public OptionalDouble bandwidth(int threads) {
    return limits(threads)
        .filter(limit -> limit.work().flops() == 0)
        .mapToDouble(limit -> limit.gigabytesPerSecond() * limit.seconds() / limit.bestSeconds())
        .max();
  }

  private Stream<Measurement> limits(int threads) {
    return Stream.concat(limitsBefore.stream(), limitsAfter.stream())
        .filter(limit -> limit.threads() == threads);
  }

  /** Share of the FMA peak of as many threads; empty where either is not known. */
  public OptionalDouble shareOfPeak(Measurement measurement) {
    OptionalDouble peak = peak(measurement.threads());
    return measurement.work().flops() == 0 || peak.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(measurement.gflops() / peak.getAsDouble());
  }

  /** How far the mean peak moved during the run, larger/smaller − 1, for the worst thread count. */
  public OptionalDouble peakDrift() {
    return limitsBefore.stream()
        .mapToInt(Measurement::threads)
        .distinct()
        .filter(threads -> meanPeak(limitsAfter, threads).isPresent())
        .filter(threads -> meanPeak(limitsBefore, threads).isPresent())
        .mapToDouble(
            threads -> {
              double before = meanPeak(limitsBefore, threads).getAsDouble();
              double after = meanPeak(limitsAfter, threads).getAsDouble();
              return Math.max(before, after) / Math.min(before, after) - 1;
            })
        .max();
  }

  /** The measurement with this key. */
  public Optional<Measurement> find(String key) {
    return measurements.stream().filter(m -> m.key().equals(key)).findFirst();
  }

  /** The numbers of threads with a measured peak, ascending. */
  public List<Integer> threadCounts() {
    return limitsBefore.stream()
        .map(Measurement::threads)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static OptionalDouble meanPeak(List<Measurement> limits, int threads) {
    return limits.stream()
        .filter(limit -> limit.threads() == threads && limit.work().flops() > 0)
        .mapToDouble(Measurement::gflops)
        .max();
  }
}
