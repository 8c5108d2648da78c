package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.mekiki.weights.converter.onnx.Derived.Columns;
import org.mekiki.weights.converter.onnx.Derived.Dequantised;
import org.mekiki.weights.converter.onnx.Derived.Transposed;
import org.mekiki.weights.converter.onnx.Term.Attention;
import org.mekiki.weights.converter.onnx.Term.Constant;
import org.mekiki.weights.converter.onnx.Term.Heads;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Pointwise;
import org.mekiki.weights.converter.onnx.Term.Quantised;
import org.mekiki.weights.converter.onnx.Term.QuantisedProduct;
import org.mekiki.weights.converter.onnx.Term.QuantisedScale;
import org.mekiki.weights.converter.onnx.Term.Scores;
import org.mekiki.weights.converter.onnx.Term.Shares;
import org.mekiki.weights.converter.onnx.Term.Side;
import org.mekiki.weights.converter.onnx.Term.Table;

/** What matrix products make of rows: linear layers, scores, attention. */
final class Products {
  private static final String QUERY_AXES = "bshd";
  private static final String TURNED = "bhsd";
  private static final String KEYS = "bhds";
  private static final String JOINED = "nsd";
  private static final String JOINED_KEYS = "nds";

  private Products() {}

  /** A product of two. */
  static Term product(Term a, Term b, boolean transposed, double factor) {
    if (b instanceof Constant matrix) {
      return factor == 1 ? linear(a, matrix.numbers(), !transposed) : null;
    }
    if (a instanceof Heads query
        && b instanceof Heads key
        && query.axes().equals(TURNED)
        && key.axes().equals(transposed ? TURNED : KEYS)
        && query.heads() == key.heads()
        && query.size() == key.size()) {
      return scores(query, key, factor);
    }
    if (a instanceof Shares shares
        && b instanceof Heads value
        && value.axes().equals(TURNED)
        && value.heads() == shares.scores().query().heads()
        && !transposed
        && factor == 1) {
      return attention(shares.scores(), value);
    }
    return null;
  }

  private static Heads attention(Scores scores, Heads value) {
    var attention =
        new Attention(
            scores.query().of(),
            scores.key().of(),
            value.of(),
            value.heads(),
            scores.scale(),
            scores.bias());
    return new Heads(attention, value.heads(), value.size(), TURNED);
  }

  /** ONNX's own Attention: heads of queries, keys and values, and a mask. */
  static List<Term> attention(Scope scope, OnnxNode node) {
    Term mask = scope.input(node, 3);
    boolean plain =
        node.number("is_causal", 0) == 0
            && node.single("softcap", 0) == 0
            && scope.isAbsent(node, 4)
            && scope.isAbsent(node, 5)
            && (mask == null || Term.isSide(mask) && Values.plain(mask) != Term.Rows.ORDER);
    if (!plain
        || !(scope.input(node, 0) instanceof Heads query)
        || !(scope.input(node, 1) instanceof Heads key)
        || !(scope.input(node, 2) instanceof Heads value)
        || !Stream.of(query, key, value).allMatch(each -> each.axes().equals(TURNED))
        || key.heads() != query.heads()
        || value.heads() != query.heads()
        || key.size() != query.size()) {
      return null;
    }
    double usual = 1 / Math.sqrt(query.size());
    double scale = node.attributes().containsKey("scale") ? node.single("scale", 0) : usual;
    Scores scores = scores(query, key, scale);
    return scores == null ? null : List.of(attention(scores, value));
  }

  /** What queries and keys were multiplied by belongs to the scores. */
  private static Scores scores(Heads query, Heads key, double factor) {
    double scale = factor;
    Heads[] both = {query, key};
    for (int i = 0; i < both.length; i++) {
      if (both[i].of() instanceof Pointwise function) {
        scale *= Functions.factor(function.function());
        both[i] = new Heads(function.of(), both[i].heads(), both[i].size(), both[i].axes());
      }
    }
    return Double.isNaN(scale) ? null : new Scores(both[0], both[1], scale, null);
  }

  /**
   * A linear layer without a bias.
   *
   * @param transposed whether the matrix is [in, out]
   */
  static Term linear(Term a, Numbers matrix, boolean transposed) {
    return Term.isRows(a) && matrix.dims().size() == 2
        ? new Linear(a, transposed ? matrix.transposed() : matrix, null, null)
        : null;
  }

  /** Gemm: x · W + bias, of either transposed or not. */
  static List<Term> gemm(Scope scope, OnnxNode node) {
    Numbers matrix = scope.constant(node, 1);
    if (matrix == null
        || node.number("transA", 0) != 0
        || node.single("alpha", 1) != 1
        || node.single("beta", 1) != 1) {
      return null;
    }
    Term made = linear(scope.input(node, 0), matrix, node.number("transB", 0) == 0);
    return withBias(made, scope, node, 2);
  }

  /** Adds the vector that a node reads at a place, if it does. */
  static List<Term> withBias(Term made, Scope scope, OnnxNode node, int index) {
    if (made == null || scope.isAbsent(node, index)) {
      return made == null ? null : List.of(made);
    }
    Numbers bias = scope.constant(node, index);
    Term with = bias == null ? null : Arithmetic.biased(made, bias);
    return with == null ? null : List.of(with);
  }

  /** Columns of a linear layer's answer, which are a linear layer. */
  static Linear columns(Linear whole, int from, int width) {
    Numbers weight = new Transposed(new Columns(whole.weight().transposed(), from, width));
    Numbers bias = whole.bias() == null ? null : new Columns(whole.bias(), from, width);
    return new Linear(whole.input(), weight, bias, whole);
  }

  /** A linear layer of whole numbers [in, out] and their scales; null where they do not fit. */
  static Term dequantised(Term of, Numbers weight, Numbers scale, Numbers zero) {
    if (weight.dims().size() != 2 || weight.type().isFloating()) {
      return null;
    }
    var numbers = new Dequantised(weight, scale, zero, 1);
    return numbers.fits() ? linear(of, numbers, true) : null;
  }

  /** DynamicQuantizeLinear: numbers, scale, zero. */
  static List<Term> quantise(Scope scope, OnnxNode node) {
    Term of = scope.input(node, 0);
    return Term.isRows(of)
        ? List.of(new Quantised(of), new QuantisedScale(of, null), new Side(Term.Rows.OTHER, null))
        : null;
  }

  /** MatMulInteger: quantised rows and a constant matrix. */
  static List<Term> integers(Scope scope, OnnxNode node) {
    Numbers weight = scope.constant(node, 1);
    Numbers zero = scope.constant(node, 3);
    return scope.input(node, 0) instanceof Quantised rows
            && weight != null
            && (zero != null || scope.isAbsent(node, 3))
        ? List.of(new QuantisedProduct(rows.of(), weight, zero))
        : null;
  }

  /** DequantizeLinear of constants, or of rows of a table. */
  static List<Term> dequantise(Scope scope, OnnxNode node) throws IOException {
    Numbers scale = scope.constant(node, 1);
    Numbers zero = scope.constant(node, 2);
    if (scale == null
        || zero == null && !scope.isAbsent(node, 2)
        || node.number("block_size", 0) != 0) {
      return null;
    }
    Term of = scope.input(node, 0);
    Numbers stored =
        of instanceof Constant constant
            ? constant.numbers()
            : of instanceof Table table && scale.count() == 1 ? table.table() : null;
    if (stored == null || stored.type().isFloating()) {
      return null;
    }
    long axis = node.number("axis", 1);
    int known = (int) (axis < 0 ? axis + stored.dims().size() : axis);
    var numbers = new Dequantised(stored, scale, zero, Math.max(0, known));
    if (!numbers.fits()) {
      return null;
    }
    return List.of(
        of instanceof Table table ? new Table(numbers, table.rows()) : new Constant(numbers));
  }

  /** Heads of all texts one after the other, as exporters turn keys, or of each text again. */
  private static Term regrouped(Heads heads, double[] shape) {
    String axes =
        switch (heads.axes()) {
          case TURNED ->
              shape.length == 3 && shape[0] == -1 && shape[2] == heads.size() ? JOINED : "";
          case JOINED -> isOfHeads(shape, heads, 3) ? TURNED : "";
          case JOINED_KEYS -> isOfHeads(shape, heads, 2) ? KEYS : "";
          default -> "";
        };
    return axes.isEmpty() ? null : new Heads(heads.of(), heads.heads(), heads.size(), axes);
  }

  private static boolean isOfHeads(double[] shape, Heads heads, int sizeAxis) {
    return shape.length == 4 && shape[1] == heads.heads() && shape[sizeAxis] == heads.size();
  }

  /** Rows cut into heads, or whole rows again. */
  static Term reshaped(Term term, double[] shape) {
    if (shape == null) {
      return null;
    }
    if (term instanceof Heads heads) {
      return heads.axes().equals(QUERY_AXES) && shape.length == 3
          ? heads.of()
          : regrouped(heads, shape);
    }
    if (!Term.isRows(term)) {
      return null;
    }
    int width = Term.width(term);
    if (shape.length != 4) {
      boolean rows = shape.length == 2 || shape.length == 3;
      return rows && !(shape[shape.length - 1] > 0 && shape[shape.length - 1] != width)
          ? term
          : null;
    }
    int heads = (int) (shape[2] > 0 ? shape[2] : width / shape[3]);
    int size = (int) (shape[3] > 0 ? shape[3] : width / shape[2]);
    return heads > 0 && size > 0 && (long) heads * size == width
        ? new Heads(term, heads, size, QUERY_AXES)
        : null;
  }
}
