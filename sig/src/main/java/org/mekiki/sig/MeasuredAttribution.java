package org.mekiki.sig;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Attribution from the features that a method integrated. */
final class MeasuredAttribution implements Attribution {
  private final double[] raw;
  private final double norm;
  private final Tensor features;
  private final double fInput;
  private final OptionalDouble fBaseline;
  private final double[] fMasked;
  private final PassCounts counts;

  /**
   * The attribution.
   *
   * @param features [m, d]
   * @param fMasked one value a row, or null for methods without a path a word
   */
  MeasuredAttribution(
      double[] features,
      AttributionInput input,
      double fInput,
      OptionalDouble fBaseline,
      double[] fMasked,
      PassCounts counts) {
    int width = input.width();
    raw = new double[input.size()];
    float[] rounded = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      raw[i / width] += features[i];
      rounded[i] = (float) features[i];
    }
    this.norm = Math.sqrt(Arrays.stream(raw).map(v -> v * v).sum());
    this.features = Tensor.wrap(rounded, 0, Shape.of(input.size(), width));
    this.fInput = fInput;
    this.fBaseline = fBaseline;
    this.fMasked = fMasked;
    this.counts = counts;
  }

  @Override
  public int size() {
    return raw.length;
  }

  @Override
  public double raw(int i) {
    return raw[i];
  }

  @Override
  public double score(int i) {
    return norm == 0 ? 0 : raw[i] / norm;
  }

  @Override
  public double fInput() {
    return fInput;
  }

  @Override
  public OptionalDouble fBaseline() {
    return fBaseline;
  }

  @Override
  public OptionalDouble fMasked(int i) {
    return fMasked == null ? OptionalDouble.empty() : OptionalDouble.of(fMasked[i]);
  }

  @Override
  public OptionalDouble delta(int i) {
    return fMasked == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(raw[i] - (fInput - fMasked[i]));
  }

  @Override
  public OptionalDouble totalDelta() {
    return fBaseline.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(raw).sum() - (fInput - fBaseline.getAsDouble()));
  }

  @Override
  public double maxAbsDelta() {
    if (fMasked == null) {
      return Math.abs(totalDelta().orElse(0));
    }
    double max = 0;
    for (int i = 0; i < raw.length; i++) {
      max = Math.max(max, Math.abs(delta(i).getAsDouble()));
    }
    return max;
  }

  @Override
  public Tensor features() {
    return features;
  }

  @Override
  public PassCounts counts() {
    return counts;
  }
}
