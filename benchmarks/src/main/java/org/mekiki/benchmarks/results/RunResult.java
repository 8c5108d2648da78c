package org.mekiki.benchmarks.results;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

  /** The FMA peak of so many threads in GFLOP/s: the best of this run. */
  public OptionalDouble peak(int threads) {
    return java.util.stream.Stream.of(peak(limitsBefore, threads), peak(limitsAfter, threads))
        .flatMapToDouble(OptionalDouble::stream)
        .max();
  }

  /** The memory bandwidth of so many threads in 10⁹ bytes a second: the best of this run. */
  public OptionalDouble bandwidth(int threads) {
    return java.util.stream.Stream.concat(limitsBefore.stream(), limitsAfter.stream())
        .filter(limit -> limit.threads() == threads && limit.work().flops() == 0)
        .mapToDouble(Measurement::gigabytesPerSecond)
        .max();
  }

  /** Share of the FMA peak of as many threads; empty where either is not known. */
  public OptionalDouble shareOfPeak(Measurement measurement) {
    OptionalDouble peak = peak(measurement.threads());
    return measurement.work().flops() == 0 || peak.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(measurement.gflops() / peak.getAsDouble());
  }

  /** How far the peak moved during the run, (larger/smaller − 1), of the worst thread count. */
  public OptionalDouble peakDrift() {
    return limitsBefore.stream()
        .mapToInt(Measurement::threads)
        .distinct()
        .filter(threads -> peak(limitsAfter, threads).isPresent())
        .filter(threads -> peak(limitsBefore, threads).isPresent())
        .mapToDouble(
            threads -> {
              double before = peak(limitsBefore, threads).getAsDouble();
              double after = peak(limitsAfter, threads).getAsDouble();
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

  private static OptionalDouble peak(List<Measurement> limits, int threads) {
    return limits.stream()
        .filter(limit -> limit.threads() == threads && limit.work().flops() > 0)
        .mapToDouble(Measurement::gflops)
        .max();
  }
}
