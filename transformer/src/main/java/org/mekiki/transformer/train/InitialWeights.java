package org.mekiki.transformer.train;

import java.util.Arrays;
import java.util.Random;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.RecurrentForm;
import org.mekiki.transformer.encoder.RecurrentForm.Cell;
import org.mekiki.transformer.encoder.WeightSpec;

/** Weights that nothing is known of when training begins. */
interface InitialWeights {
  /**
   * As BERT's (Devlin et al. 2019): matrices and tables normally distributed with a standard
   * deviation of 0.02, shifts 0, gains 1.
   */
  InitialWeights BERT = (spec, seed) -> plain(spec, 0.02, seed);

  /** The numbers of a weight; the same for the same name and seed. */
  Tensor of(WeightSpec spec, long seed);

  /**
   * For recurrent layers: their matrices uniformly distributed within ±1/√M, as PyTorch's; biases
   * 0, but 1 for the forget gate, so that a cell keeps what it has until it learns otherwise (Gers,
   * Schmidhuber and Cummins 2000). Word embeddings and the head are normally distributed with a
   * standard deviation of 0.1.
   *
   * @param hidden M, numbers of a state
   */
  static InitialWeights recurrent(RecurrentForm form, int hidden) {
    return (spec, seed) -> {
      boolean layer = spec.name().startsWith("layers.");
      if (layer && spec.shape().rank() > 1) {
        double bound = 1 / Math.sqrt(hidden);
        Random random = random(spec, seed);
        return filled(spec.shape(), () -> bound * (2 * random.nextDouble() - 1));
      }
      Tensor start = plain(spec, 0.1, seed);
      if (layer && form.cell() == Cell.LSTM && spec.name().endsWith(".input.bias")) {
        Arrays.fill(start.array(), hidden, 2 * hidden, 1f);
      }
      return start;
    };
  }

  /**
   * The same as {@link #BERT} where norms store their gains as differences from 1.
   *
   * @param spec the weight
   * @param seed of what is random
   * @return its numbers
   */
  static Tensor gainsFromOne(WeightSpec spec, long seed) {
    boolean gain = spec.shape().rank() == 1 && spec.name().endsWith("norm.weight");
    return gain && !spec.name().startsWith("head.")
        ? Tensor.zeros(spec.shape())
        : BERT.of(spec, seed);
  }

  private static Tensor plain(WeightSpec spec, double deviation, long seed) {
    if (spec.fixed() != null) {
      return Tensor.wrap(spec.fixed().get(), 0, spec.shape());
    }
    if (spec.shape().rank() > 1) {
      Random random = random(spec, seed);
      return filled(spec.shape(), () -> deviation * random.nextGaussian());
    }
    return filled(spec.shape(), () -> spec.name().endsWith(".weight") ? 1 : 0);
  }

  private static Random random(WeightSpec spec, long seed) {
    return new Random(DropoutMask.key(seed, spec.name().hashCode()));
  }

  private static Tensor filled(Shape shape, java.util.function.DoubleSupplier numbers) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.getAsDouble();
    }
    return Tensor.wrap(values, 0, shape);
  }
}
