package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;

/** Activation functions by their names in configurations. */
public enum Activation {
  /** x Φ(x), exact. */
  GELU("gelu"),
  /** The same under another name. */
  GELU_PYTHON("gelu_python"),
  /** The tanh form. */
  GELU_NEW("gelu_new"),
  /** The tanh form under another name. */
  GELU_FAST("gelu_fast"),
  /** The tanh form under another name. */
  GELU_PYTORCH_TANH("gelu_pytorch_tanh"),
  /** x · sigmoid(1.702 x). */
  QUICK_GELU("quick_gelu"),
  /** max(x, 0). */
  RELU("relu"),
  /** tanh x. */
  TANH("tanh"),
  /** x · sigmoid(x). */
  SILU("silu"),
  /** The same under another name. */
  SWISH("swish");

  private final String label;

  Activation(String label) {
    this.label = label;
  }

  /** The name in configurations. */
  public String label() {
    return label;
  }

  /** Applies it. */
  public Variable apply(Operand x) {
    return switch (this) {
      case GELU, GELU_PYTHON -> Ops.gelu(x);
      case GELU_NEW, GELU_FAST, GELU_PYTORCH_TANH -> Ops.geluTanh(x);
      case QUICK_GELU -> Ops.mul(x, Ops.sigmoid(Ops.scale(x, 1.702f)));
      case RELU -> Ops.relu(x);
      case TANH -> Ops.tanh(x);
      case SILU, SWISH -> Ops.mul(x, Ops.sigmoid(x));
    };
  }

  /** Applies it to x · Wᵀ + bias, in one step where there is a fused op. */
  public Variable ofLinear(Operand x, LinearWeights weights) {
    return switch (this) {
      case GELU, GELU_PYTHON -> Ops.linearGelu(x, weights);
      case GELU_NEW, GELU_FAST, GELU_PYTORCH_TANH -> Ops.linearGeluTanh(x, weights);
      case QUICK_GELU, RELU, TANH, SILU, SWISH -> apply(Ops.linear(x, weights));
    };
  }

  /**
   * The function with this name.
   *
   * @throws UnsupportedModelException for any other name
   */
  public static Activation of(String label) {
    return Arrays.stream(values())
        .filter(activation -> activation.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "activation \"%s\" is not supported; supported are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Activation::label)
                                .collect(Collectors.joining(", ")))));
  }
}
