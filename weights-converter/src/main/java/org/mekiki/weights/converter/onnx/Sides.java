package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.mekiki.weights.converter.onnx.Term.Constant;
import org.mekiki.weights.converter.onnx.Term.Rows;
import org.mekiki.weights.converter.onnx.Term.Side;

/**
 * What is made of numbers of tokens, masks, shapes and constants alone: which rows of a table it
 * can choose, and what is known of it where it is a shape or a factor.
 */
final class Sides {
  /** Operators that keep what their first operand is. */
  private static final Set<String> KEEPING =
      Set.of(
          "Cast",
          "Identity",
          "Reshape",
          "Flatten",
          "Unsqueeze",
          "Squeeze",
          "Expand",
          "Tile",
          "Slice",
          "Gather",
          "GatherElements",
          "GatherND",
          "Transpose",
          "Concat");

  private Sides() {}

  /** What a node makes; all that it reads is of this kind. */
  static Term of(Scope scope, OnnxNode node) throws IOException {
    if (node.type().equals("Gather")) {
      return Views.gathered(scope, node);
    }
    if (node.type().equals("Slice")) {
      return Views.sliced(scope, node);
    }
    Term first = scope.input(node, 0);
    boolean kept = node.type().equals("Cast") || node.type().equals("Identity");
    return kept && first instanceof Constant
        ? first
        : new Side(rows(scope, node), values(scope, node));
  }

  private static Rows rows(Scope scope, OnnxNode node) throws IOException {
    Term first = scope.input(node, 0);
    if (KEEPING.contains(node.type())) {
      return Values.rows(first);
    }
    Rows rows = Values.plain(first);
    return switch (node.type()) {
      case "Range" -> Rows.POSITIONS;
      case "CumSum" -> rows == Rows.PADDING ? Rows.PADDED_POSITIONS : Rows.POSITIONS;
      case "ConstantOfShape" -> isZero(scope, node) ? Rows.ZEROS : Rows.OTHER;
      case "Not" -> rows;
      case "Equal" -> compared(scope, node);
      case "Less", "LessOrEqual", "Greater", "GreaterOrEqual" -> ordered(scope, node);
      case "Trilu" -> Rows.ORDER;
      case "Add", "Sub", "Mul", "Where", "And", "Or", "Min" -> strongest(scope, node);
      default -> Rows.OTHER;
    };
  }

  private static boolean isZero(Scope scope, OnnxNode node) throws IOException {
    OnnxNode.Attribute value = node.attributes().get("value");
    return value == null
        || value.tensor() == null
        || Values.scalar(new Constant(scope.numbers(value.tensor()))) == 0;
  }

  private static Rows compared(Scope scope, OnnxNode node) throws IOException {
    Term a = scope.input(node, 0);
    Term b = scope.input(node, 1);
    boolean turned = Values.plain(b) == Rows.TOKENS;
    double token = Values.scalar(turned ? a : b);
    if (Values.plain(turned ? b : a) != Rows.TOKENS || Double.isNaN(token)) {
      return Rows.OTHER;
    }
    scope.padding(token);
    return Rows.PADDING;
  }

  private static Rows ordered(Scope scope, OnnxNode node) throws IOException {
    boolean positions =
        Values.rows(scope.input(node, 0)) == Rows.POSITIONS
            && Values.rows(scope.input(node, 1)) == Rows.POSITIONS;
    return positions ? Rows.ORDER : Rows.OTHER;
  }

  private static Rows strongest(Scope scope, OnnxNode node) {
    Set<Rows> all = EnumSet.noneOf(Rows.class);
    for (int i = 0; i < node.inputs().size(); i++) {
      all.add(Values.plain(scope.input(node, i)));
    }
    return List.of(Rows.ORDER, Rows.PADDED_POSITIONS, Rows.POSITIONS, Rows.PADDING).stream()
        .filter(all::contains)
        .findFirst()
        .orElse(Rows.OTHER);
  }

  private static double[] values(Scope scope, OnnxNode node) throws IOException {
    double[] a = Values.of(scope.input(node, 0));
    DoubleBinaryOperator operator = Arithmetic.BINARY.get(node.type());
    if (operator != null) {
      return combined(a, Values.of(scope.input(node, 1)), operator);
    }
    return switch (node.type()) {
      case "Cast", "Identity", "Unsqueeze", "Squeeze" -> a;
      case "Concat" -> joined(scope, node);
      case "Reshape" -> a;
      default -> {
        var function = Functions.UNARY.get(node.type());
        if (a == null || function == null) {
          yield null;
        }
        double[] values = new double[a.length];
        for (int i = 0; i < a.length; i++) {
          values[i] = function.applyAsDouble(a[i]);
        }
        yield values;
      }
    };
  }

  private static double[] combined(double[] a, double[] b, DoubleBinaryOperator operator) {
    if (a == null || b == null || a.length != b.length && a.length != 1 && b.length != 1) {
      return null;
    }
    double[] values = new double[Math.max(a.length, b.length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = operator.applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]);
    }
    return values;
  }

  private static double[] joined(Scope scope, OnnxNode node) throws IOException {
    var all = new ArrayList<Double>();
    for (int i = 0; i < node.inputs().size(); i++) {
      double[] part = Values.of(scope.input(node, i));
      if (part == null) {
        return null;
      }
      for (double value : part) {
        all.add(value);
      }
    }
    return Values.kept(all.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
