package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.mekiki.weights.converter.onnx.Term.Average;
import org.mekiki.weights.converter.onnx.Term.Centred;
import org.mekiki.weights.converter.onnx.Term.Constant;
import org.mekiki.weights.converter.onnx.Term.Deviation;
import org.mekiki.weights.converter.onnx.Term.Heads;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Norm;
import org.mekiki.weights.converter.onnx.Term.Pointwise;
import org.mekiki.weights.converter.onnx.Term.QuantisedProduct;
import org.mekiki.weights.converter.onnx.Term.QuantisedScale;
import org.mekiki.weights.converter.onnx.Term.Scaled;
import org.mekiki.weights.converter.onnx.Term.Scores;
import org.mekiki.weights.converter.onnx.Term.Squares;
import org.mekiki.weights.converter.onnx.Term.Standard;
import org.mekiki.weights.converter.onnx.Term.Sum;
import org.mekiki.weights.converter.onnx.Term.Table;
import org.mekiki.weights.converter.onnx.Term.Variance;

/** What sums, products and functions of single numbers make of rows. */
final class Arithmetic {
  private static final int LONGEST_SUM = 8;

  /** Steps of a function at most; an activation has ten. */
  private static final int LARGEST_FUNCTION = 100;

  static final Map<String, DoubleBinaryOperator> BINARY =
      Map.of(
          "Add", (a, b) -> a + b,
          "Sub", (a, b) -> a - b,
          "Mul", (a, b) -> a * b,
          "Div", (a, b) -> a / b,
          "Pow", Math::pow);

  private Arithmetic() {}

  /** An operator of two operands, at least one of which has rows. */
  static Term binary(String type, Term a, Term b) throws IOException {
    Term special =
        switch (type) {
          case "Add" -> either(a, b, Arithmetic::added);
          case "Mul" -> either(a, b, Arithmetic::multiplied);
          case "Sub" -> b instanceof Average mean && mean.of() == a ? new Centred(a) : null;
          case "Div" -> divided(a, b);
          case "Pow" ->
              a instanceof Centred centred && Values.scalar(b) == 2
                  ? new Squares(centred.of())
                  : null;
          default -> null;
        };
    return special != null ? special : function(type, a, b);
  }

  private interface Pair {
    Term of(Term a, Term b) throws IOException;
  }

  private static Term either(Term a, Term b, Pair pair) throws IOException {
    Term made = pair.of(a, b);
    return made != null ? made : pair.of(b, a);
  }

  private static Term added(Term a, Term b) throws IOException {
    return switch (a) {
      case Scores scores when Term.isSide(b) && Values.plain(b) != Term.Rows.ORDER -> scores;
      case Scores(Heads query, Heads key, double scale, Table bias)
          when bias == null && b instanceof Table table ->
          new Scores(query, key, scale, table);
      case Variance(Term of, double epsilon) when epsilon == 0 && Values.scalar(b) >= 0 ->
          new Variance(of, Values.scalar(b));
      default -> b instanceof Constant constant ? biased(a, constant.numbers()) : null;
    };
  }

  /** A vector added to rows; null where they have one already. */
  static Term biased(Term a, Numbers vector) {
    if (vector.dims().size() != 1) {
      return null;
    }
    return switch (a) {
      case Linear(Term input, Numbers weight, Numbers bias, Linear whole)
          when bias == null && weight.dims().getFirst() == vector.count() ->
          new Linear(input, weight, vector, whole);
      case Scaled(Term of, double epsilon, Numbers weight) when weight.count() == vector.count() ->
          new Norm(of, epsilon, weight, vector);
      default -> null;
    };
  }

  private static Term multiplied(Term a, Term b) throws IOException {
    double factor = Values.scalar(b);
    return switch (a) {
      case Centred centred when b instanceof Centred other && other.of() == centred.of() ->
          new Squares(centred.of());
      case Centred centred
          when b instanceof Deviation deviation
              && deviation.inverse()
              && deviation.of() == centred.of() ->
          new Standard(centred.of(), deviation.epsilon());
      case Standard(Term of, double epsilon)
          when b instanceof Constant vector && vector.numbers().dims().size() == 1 ->
          new Scaled(of, epsilon, vector.numbers());
      case Scores(Heads query, Heads key, double scale, Table bias)
          when bias == null && factor > 0 ->
          new Scores(query, key, scale * factor, null);
      case QuantisedScale(Term of, Numbers weight)
          when weight == null && b instanceof Constant scale ->
          new QuantisedScale(of, scale.numbers());
      case QuantisedProduct product
          when b instanceof QuantisedScale scale
              && scale.of() == product.of()
              && scale.weight() != null ->
          Products.dequantised(product.of(), product.weight(), scale.weight(), product.zero());
      default -> null;
    };
  }

  private static Term divided(Term a, Term b) throws IOException {
    double divisor = Values.scalar(b);
    return switch (a) {
      case Centred centred
          when b instanceof Deviation deviation
              && !deviation.inverse()
              && deviation.of() == centred.of() ->
          new Standard(centred.of(), deviation.epsilon());
      case Scores(Heads query, Heads key, double scale, Table bias)
          when bias == null && divisor > 0 ->
          new Scores(query, key, scale / divisor, null);
      default ->
          b instanceof Deviation deviation && !deviation.inverse() && Values.scalar(a) == 1
              ? new Deviation(deviation.of(), deviation.epsilon(), true)
              : null;
    };
  }

  /** A function of each number of the same rows, or else a sum. */
  private static Term function(String type, Term a, Term b) throws IOException {
    DoubleBinaryOperator operator = BINARY.get(type);
    if (Term.isSide(b)) {
      double number = Values.scalar(b);
      return Double.isNaN(number) ? null : apply(a, x -> operator.applyAsDouble(x, number));
    }
    if (Term.isSide(a)) {
      double number = Values.scalar(a);
      return Double.isNaN(number) ? null : apply(b, x -> operator.applyAsDouble(number, x));
    }
    if (!Term.isRows(a) || !Term.isRows(b)) {
      return null;
    }
    Pointwise f = pointwise(a);
    Pointwise g = pointwise(b);
    if (f.of() == g.of()) {
      int size = f.size() + g.size() + 1;
      return size > LARGEST_FUNCTION
          ? null
          : new Pointwise(
              f.of(),
              x ->
                  operator.applyAsDouble(
                      f.function().applyAsDouble(x), g.function().applyAsDouble(x)),
              size);
    }
    return type.equals("Add") ? sum(a, b) : null;
  }

  /** A sum of rows; null where it is too long. */
  static Term sum(Term a, Term b) {
    var terms = new ArrayList<Term>();
    for (Term term : List.of(a, b)) {
      terms.addAll(term instanceof Sum sum ? sum.terms() : List.of(term));
    }
    return terms.size() > LONGEST_SUM ? null : new Sum(terms);
  }

  /** A function of each number; null where the term is no rows, or the function too long. */
  static Term apply(Term a, DoubleUnaryOperator function) {
    if (a instanceof Heads heads) {
      Term of = apply(heads.of(), function);
      return of == null ? null : new Heads(of, heads.heads(), heads.size(), heads.axes());
    }
    if (!Term.isRows(a)) {
      return null;
    }
    Pointwise before = pointwise(a);
    return before.size() >= LARGEST_FUNCTION
        ? null
        : new Pointwise(before.of(), before.function().andThen(function), before.size() + 1);
  }

  private static Pointwise pointwise(Term term) {
    return term instanceof Pointwise function ? function : new Pointwise(term, x -> x, 0);
  }

  /** An operator of one operand that has rows; null where it is not known. */
  static Term unary(String type, Term a) {
    return switch (a) {
      case Variance(Term of, double epsilon) when type.equals("Sqrt") ->
          new Deviation(of, epsilon, false);
      case Deviation(Term of, double epsilon, boolean inverse)
          when type.equals("Reciprocal") && !inverse ->
          new Deviation(of, epsilon, true);
      default -> Functions.UNARY.containsKey(type) ? apply(a, Functions.UNARY.get(type)) : null;
    };
  }
}
