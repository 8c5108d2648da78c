package org.mekiki.weights.converter.onnx;

import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number, by operator; and activations by what they compute. */
final class Functions {
  /** How far two forms of a function may lie apart: constants of half precision, but no more. */
  private static final double TOLERANCE = 2e-4;

  private static final double[] SAMPLES = {-5, -3, -2, -1.3, -0.7, -0.2, 0.1, 0.5, 1, 1.7, 2.5, 4};

  /** Operators of one operand. */
  static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("Erf", Functions::erf),
          Map.entry("Tanh", Math::tanh),
          Map.entry("Sigmoid", Functions::sigmoid),
          Map.entry("Relu", x -> Math.max(x, 0)),
          Map.entry("Exp", Math::exp),
          Map.entry("Log", Math::log),
          Map.entry("Neg", x -> -x),
          Map.entry("Sqrt", Math::sqrt),
          Map.entry("Abs", Math::abs),
          Map.entry("Reciprocal", x -> 1 / x),
          Map.entry("Softplus", x -> Math.log1p(Math.exp(x))));

  /** Activations that are told apart, by one of their names in configurations. */
  private static final Map<String, DoubleUnaryOperator> ACTIVATIONS =
      Map.of(
          "gelu", Functions::gelu,
          "gelu_new", Functions::geluTanh,
          "quick_gelu", x -> x * sigmoid(1.702 * x),
          "relu", x -> Math.max(x, 0),
          "tanh", Math::tanh,
          "silu", x -> x * sigmoid(x),
          "sigmoid", Functions::sigmoid,
          "mish", x -> x * Math.tanh(Math.log1p(Math.exp(x))),
          "relu2", x -> Math.max(x, 0) * Math.max(x, 0));

  private Functions() {}

  /** x Φ(x). */
  static double gelu(double x) {
    return 0.5 * x * (1 + erf(x / Math.sqrt(2)));
  }

  /** Its form with tanh. */
  static double geluTanh(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** 1 / (1 + e^(−x)). */
  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** To 1.5e-7: Abramowitz and Stegun 7.1.26. */
  static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.copySign(1 - polynomial * Math.exp(-x * x), x);
  }

  /** The name of the activation that a function is; empty where it is none that is known. */
  static Optional<String> activation(DoubleUnaryOperator function) {
    return ACTIVATIONS.entrySet().stream()
        .filter(known -> distance(known.getValue(), function) <= TOLERANCE)
        .min(
            (a, b) ->
                Double.compare(distance(a.getValue(), function), distance(b.getValue(), function)))
        .map(Map.Entry::getKey);
  }

  private static double distance(DoubleUnaryOperator a, DoubleUnaryOperator b) {
    double largest = 0;
    for (double x : SAMPLES) {
      double distance = Math.abs(a.applyAsDouble(x) - b.applyAsDouble(x));
      largest = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(largest, distance);
    }
    return largest;
  }

  /** The factor of a function that multiplies by one; NaN for any other. */
  static double factor(DoubleUnaryOperator function) {
    double factor = function.applyAsDouble(1);
    return distance(x -> factor * x, function) <= TOLERANCE * Math.abs(factor)
        ? factor
        : Double.NaN;
  }
}
