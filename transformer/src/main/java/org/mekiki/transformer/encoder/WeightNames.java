package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.tensor.Shape;

/** Collects a family's weights under canonical names with the names that checkpoints use. */
public final class WeightNames {
  private final List<String> prefixes;
  private final List<WeightSpec> specs = new ArrayList<>();

  /** Names of the encoder's weights may begin with any of the prefixes. */
  public WeightNames(List<String> prefixes) {
    this.prefixes = List.copyOf(prefixes);
  }

  /** An encoder weight. */
  public WeightNames encoder(String canonical, String checkpoint, int... dims) {
    return part(canonical, checkpoint, null, dims);
  }

  /** An encoder weight that is made of a checkpoint's tensor. */
  public WeightNames part(String canonical, String checkpoint, WeightPart part, int... dims) {
    return add(canonical, List.of(checkpoint), part, dims);
  }

  /** An encoder weight that checkpoints of the family do not have. */
  public WeightNames zeros(String canonical, int... dims) {
    return add(canonical, List.of(), null, dims);
  }

  private WeightNames add(String canonical, List<String> checkpoint, WeightPart part, int... dims) {
    var names = new ArrayList<String>();
    for (String prefix : prefixes) {
      checkpoint.forEach(name -> names.add(prefix + name));
    }
    specs.add(new WeightSpec(canonical, names, Shape.of(dims), part));
    return this;
  }

  /** A layer norm of the encoder. */
  public WeightNames norm(String canonical, String checkpoint, int size) {
    return norm(canonical, checkpoint, size, true);
  }

  /** A layer norm of the encoder, with or without a shift. */
  public WeightNames norm(String canonical, String checkpoint, int size, boolean bias) {
    // Checkpoints converted from TensorFlow call a layer norm's parameters gamma and beta.
    add(canonical + ".weight", List.of(checkpoint + ".weight", checkpoint + ".gamma"), null, size);
    return bias
        ? add(canonical + ".bias", List.of(checkpoint + ".bias", checkpoint + ".beta"), null, size)
        : zeros(canonical + ".bias", size);
  }

  /** A linear layer of the encoder. */
  public WeightNames linear(String canonical, String checkpoint, int in, int out) {
    return linear(canonical, checkpoint, in, out, true);
  }

  /** A linear layer of the encoder, with or without a bias. */
  public WeightNames linear(String canonical, String checkpoint, int in, int out, boolean bias) {
    encoder(canonical + ".weight", checkpoint + ".weight", out, in);
    return bias
        ? encoder(canonical + ".bias", checkpoint + ".bias", out)
        : zeros(canonical + ".bias", out);
  }

  /**
   * One of several linear layers of the encoder whose weights stand in one tensor.
   *
   * @param index of the layer among them
   * @param count how many
   */
  public WeightNames packedLinear(
      String canonical, String checkpoint, int index, int count, int in, int out, boolean bias) {
    part(
        canonical + ".weight",
        checkpoint + ".weight",
        WeightPart.packed(index, count, 1, out, in),
        out,
        in);
    return bias
        ? part(
            canonical + ".bias",
            checkpoint + ".bias",
            WeightPart.packed(index, count, 1, out, 0),
            out)
        : zeros(canonical + ".bias", out);
  }

  /** A linear layer of the head, whose name has no prefix. */
  public WeightNames head(String canonical, String checkpoint, int in, int out) {
    specs.add(
        new WeightSpec(canonical + ".weight", List.of(checkpoint + ".weight"), Shape.of(out, in)));
    specs.add(new WeightSpec(canonical + ".bias", List.of(checkpoint + ".bias"), Shape.of(out)));
    return this;
  }

  /** All that was named. */
  public List<WeightSpec> list() {
    return List.copyOf(specs);
  }
}
