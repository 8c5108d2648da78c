package org.mekiki.transformer.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
  /** The exact form, but at most 10. */
  GELU_10("gelu_10"),
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
  /** x, or a hundredth of it below 0. */
  LEAKY_RELU("leaky_relu"),
  /** max(x, 0), but at most 6. */
  RELU6("relu6"),
  /** relu6(x + 3) / 6. */
  HARDSIGMOID("hardsigmoid"),
  /** x · relu6(x + 3) / 6. */
  HARDSWISH("hardswish"),
  /** ½ (1 + erf((x − μ) / (σ √2))) with μ = 0.707107 and σ = 0.282095. */
  LAPLACE("laplace"),
  /** x. */
  LINEAR("linear");

  private static final float LEAK = 0.01f;
  private static final float LARGEST = 10;
  private static final double LAPLACE_MEAN = 0.707107;
  private static final double LAPLACE_DEVIATION = 0.282095;

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
  public Variable apply(Variable x) {
    return switch (this) {
      case GELU, GELU_PYTHON -> Ops.gelu(x);
      case GELU_NEW, GELU_FAST, GELU_PYTORCH_TANH, GELU_ACCURATE, GELU_PYTHON_TANH ->
          Ops.geluTanh(x);
      case RELU -> Ops.relu(x);
      case TANH -> Ops.tanh(x);
      case SIGMOID -> Ops.sigmoid(x);
      case LINEAR -> Ops.scale(x, 1);
      default -> Ops.elementFunction(label, x, this::composed, slopeAtZero());
    };
  }

  /** One that is made of several ops. */
  private Variable composed(Variable x) {
    return switch (this) {
      case GELU_10 -> atMost(Ops.gelu(x), LARGEST);
      case QUICK_GELU -> Ops.mul(x, Ops.sigmoid(Ops.scale(x, 1.702f)));
      case SILU, SWISH -> Ops.mul(x, Ops.sigmoid(x));
      case MISH -> Ops.mul(x, Ops.tanh(softplus(x)));
      case RELU2 -> Ops.mul(Ops.relu(x), Ops.relu(x));
      case LEAKY_RELU -> Ops.sub(Ops.relu(x), Ops.scale(Ops.relu(Ops.scale(x, -1)), LEAK));
      case RELU6 -> relu6(x);
      case HARDSIGMOID -> hardSigmoid(x);
      case HARDSWISH -> Ops.mul(x, hardSigmoid(x));
      case LAPLACE -> laplace(x);
      default -> throw new IllegalStateException(label + " is an op of its own");
    };
  }

  /** The derivative at 0 of one that is composed; empty where it is not 0 there. */
  private OptionalDouble slopeAtZero() {
    return switch (this) {
      case GELU_10, QUICK_GELU, SILU, SWISH, HARDSWISH -> OptionalDouble.of(0.5);
      case MISH -> OptionalDouble.of(0.6); // tanh(ln 2)
      case RELU2, LEAKY_RELU, RELU6 -> OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }

  private static Variable atMost(Operand x, float largest) {
    return Ops.sub(x, Ops.relu(Ops.add(x, -largest)));
  }

  private static Variable relu6(Operand x) {
    return atMost(Ops.relu(x), 6);
  }

  private static Variable hardSigmoid(Operand x) {
    return Ops.scale(relu6(Ops.add(x, 3)), 1f / 6);
  }

  private static Variable laplace(Operand x) {
    Variable distance = Ops.add(x, (float) -LAPLACE_MEAN);
    float width = (float) (1 / (LAPLACE_DEVIATION * Math.sqrt(2)));
    return Ops.scale(Ops.add(Ops.erf(Ops.scale(distance, width)), 1), 0.5f);
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

  private static Optional<Activation> named(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** {@return the names of all in configurations} */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Activation::label).toList();
  }

  private static String names() {
    return String.join(", ", labels());
  }

  /**
   * The function that a configuration names.
   *
   * @param config the configuration
   * @param key its key
   * @param absent its name where the key is absent
   * @return the function
   * @throws UnsupportedModelException naming the key
   */
  public static Activation of(ConfigValues config, String key, String absent) {
    String label = config.text(key, absent);
    return named(label)
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "\"%s\" is \"%s\" in the configuration; supported are %s"
                        .formatted(key, label, names())));
  }

  /**
   * The function with this name.
   *
   * @param label as {@link #label} gives it
   * @return the function
   * @throws UnsupportedModelException for any other name
   */
  public static Activation of(String label) {
    return named(label)
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "activation \"%s\" is not supported; supported are %s"
                        .formatted(label, names())));
  }
}
