package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

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
  /** The tanh form under another name. */
  GELU_ACCURATE("gelu_accurate"),
  /** The tanh form under another name. */
  GELU_PYTHON_TANH("gelu_python_tanh"),
  /** x · sigmoid(1.702 x). */
  QUICK_GELU("quick_gelu"),
  /** max(x, 0). */
  RELU("relu"),
  /** tanh x. */
  TANH("tanh"),
  /** x · sigmoid(x). */
  SILU("silu"),
  /** The same under another name. */
  SWISH("swish"),
  /** 1 / (1 + e^(−x)). */
  SIGMOID("sigmoid"),
  /** x · tanh(ln(1 + e^x)). */
  MISH("mish"),
  /** max(x, 0)². */
  RELU2("relu2"),
  /** x. */
  LINEAR("linear");

  private final String label;

  Activation(String label) {
    this.label = label;
  }

  /** {@return the name in configurations} */
  public String label() {
    return label;
  }

  /**
   * Applies it.
   *
   * @param x any shape
   * @return the activation of every number, in the shape of {@code x}
   */
  public Variable apply(Operand x) {
    return switch (this) {
      case GELU, GELU_PYTHON -> Ops.gelu(x);
      case GELU_NEW, GELU_FAST, GELU_PYTORCH_TANH, GELU_ACCURATE, GELU_PYTHON_TANH ->
          Ops.geluTanh(x);
      case QUICK_GELU -> Ops.mul(x, Ops.sigmoid(Ops.scale(x, 1.702f)));
      case RELU -> Ops.relu(x);
      case TANH -> Ops.tanh(x);
      case SILU, SWISH -> Ops.mul(x, Ops.sigmoid(x));
      case SIGMOID -> Ops.sigmoid(x);
      case MISH -> Ops.mul(x, Ops.tanh(softplus(x)));
      case RELU2 -> Ops.mul(Ops.relu(x), Ops.relu(x));
      case LINEAR -> Ops.scale(x, 1);
    };
  }

  /** ln(1 + e^x) = max(x, 0) + ln(1 + e^(−|x|)), which does not overflow. */
  private static Variable softplus(Operand x) {
    Variable positive = Ops.relu(x);
    Variable negative = Ops.relu(Ops.scale(x, -1));
    Variable power = Ops.exp(Ops.scale(Ops.add(positive, negative), -1));
    return Ops.add(positive, Ops.log(Ops.add(power, Tensor.scalar(1))));
  }

  /**
   * Applies it to x · Wᵀ + bias, in one step where there is a fused op.
   *
   * @param x [.., in]
   * @param weights W, [out, in], and its bias, [out]
   * @return [.., out]
   */
  public Variable ofLinear(Operand x, LinearWeights weights) {
    return switch (this) {
      case GELU, GELU_PYTHON -> Ops.linearGelu(x, weights);
      case GELU_NEW, GELU_FAST, GELU_PYTORCH_TANH, GELU_ACCURATE, GELU_PYTHON_TANH ->
          Ops.linearGeluTanh(x, weights);
      case LINEAR -> Ops.linear(x, weights);
      default -> apply(Ops.linear(x, weights));
    };
  }

  /**
   * The function with this name.
   *
   * @param label as {@link #label} gives it
   * @return the function
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
