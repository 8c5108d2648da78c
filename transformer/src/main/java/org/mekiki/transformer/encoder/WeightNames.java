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
    var names = new ArrayList<String>();
    for (String prefix : prefixes) {
      names.add(prefix + checkpoint);
      // Checkpoints converted from TensorFlow call a layer norm's parameters gamma and beta.
      if (checkpoint.endsWith("LayerNorm.weight")) {
        names.add(prefix + checkpoint.replace("LayerNorm.weight", "LayerNorm.gamma"));
      } else if (checkpoint.endsWith("LayerNorm.bias")) {
        names.add(prefix + checkpoint.replace("LayerNorm.bias", "LayerNorm.beta"));
      }
    }
    specs.add(new WeightSpec(canonical, names, Shape.of(dims)));
    return this;
  }

  /** A layer norm of the encoder. */
  public WeightNames norm(String canonical, String checkpoint, int size) {
    return encoder(canonical + ".weight", checkpoint + ".weight", size)
        .encoder(canonical + ".bias", checkpoint + ".bias", size);
  }

  /** A linear layer of the encoder. */
  public WeightNames linear(String canonical, String checkpoint, int in, int out) {
    return encoder(canonical + ".weight", checkpoint + ".weight", out, in)
        .encoder(canonical + ".bias", checkpoint + ".bias", out);
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
