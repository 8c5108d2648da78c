package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.onnx.Term.Average;
import org.mekiki.weights.converter.onnx.Term.Constant;
import org.mekiki.weights.converter.onnx.Term.Opaque;
import org.mekiki.weights.converter.onnx.Term.Rows;
import org.mekiki.weights.converter.onnx.Term.Scores;
import org.mekiki.weights.converter.onnx.Term.Shares;
import org.mekiki.weights.converter.onnx.Term.Side;
import org.mekiki.weights.converter.onnx.Term.Squares;
import org.mekiki.weights.converter.onnx.Term.Variance;

/**
 * Goes through a graph once, and says of every value what it is. A node that does what no encoder
 * does makes opaque values, and so does all that follows from them.
 */
final class GraphReader {
  private static final String MICROSOFT = "com.microsoft.";
  private static final int MOST_DIMENSIONS = 4;

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("MatMul", (scope, node) -> product(scope, node, false, 1)),
          Map.entry("Gemm", Products::gemm),
          Map.entry("MatMulInteger", Products::integers),
          Map.entry("DynamicQuantizeLinear", Products::quantise),
          Map.entry("DequantizeLinear", Products::dequantise),
          Map.entry("Reshape", Views::reshape),
          Map.entry("Transpose", Views::transpose),
          Map.entry("Gather", Views::gather),
          Map.entry("Slice", Views::slice),
          Map.entry("Split", Views::split),
          Map.entry("Cast", Views::same),
          Map.entry("Identity", Views::same),
          Map.entry("Dropout", Views::same),
          Map.entry("Squeeze", Views::same),
          Map.entry("Unsqueeze", Views::same),
          Map.entry("Expand", GraphReader::expanded),
          Map.entry("Shape", GraphReader::shape),
          Map.entry("ReduceMean", GraphReader::mean),
          Map.entry("Softmax", GraphReader::softmax),
          Map.entry("Where", GraphReader::chosen),
          Map.entry("IsNaN", GraphReader::isShares),
          Map.entry("LayerNormalization", Fused::norm),
          Map.entry("Gelu", Fused::gelu),
          Map.entry("Attention", Products::attention),
          Map.entry(MICROSOFT + "LayerNormalization", Fused::norm),
          Map.entry(MICROSOFT + "SkipLayerNormalization", Fused::skipNorm),
          Map.entry(MICROSOFT + "EmbedLayerNormalization", Fused::embedding),
          Map.entry(MICROSOFT + "QEmbedLayerNormalization", Fused::quantisedEmbedding),
          Map.entry(MICROSOFT + "Attention", Fused::attention),
          Map.entry(MICROSOFT + "MultiHeadAttention", Fused::multiHead),
          Map.entry(MICROSOFT + "QAttention", Fused::quantisedAttention),
          Map.entry(MICROSOFT + "DynamicQuantizeMatMul", Fused::quantisedProduct),
          Map.entry(MICROSOFT + "MatMulIntegerToFloat", Fused::integerProduct),
          Map.entry(MICROSOFT + "Gelu", Fused::gelu),
          Map.entry(MICROSOFT + "BiasGelu", Fused::gelu),
          Map.entry(MICROSOFT + "FastGelu", Fused::gelu),
          Map.entry(MICROSOFT + "QuickGelu", Fused::gelu),
          Map.entry(MICROSOFT + "FusedGemm", GraphReader::fusedGemm),
          Map.entry(MICROSOFT + "FusedMatMul", GraphReader::fusedProduct));

  private final Scope scope;
  private final OnnxGraph graph;

  private GraphReader(OnnxFile file) {
    graph = file.graph();
    scope = new Scope(file);
  }

  /** Goes through a graph; what it is asked of afterwards is known. */
  static Scope read(OnnxFile file) throws IOException {
    var reader = new GraphReader(file);
    for (OnnxNode node : reader.graph.nodes()) {
      reader.scope.put(node, reader.made(node));
    }
    return reader.scope;
  }

  private List<Term> made(OnnxNode node) throws IOException {
    if (node.type().equals("Constant") && node.domain().isEmpty()) {
      return List.of(constant(node));
    }
    boolean aside = node.domain().isEmpty();
    for (int i = 0; i < node.inputs().size(); i++) {
      Term input = scope.input(node, i);
      if (input instanceof Opaque) {
        return opaque(node, input);
      }
      aside &= input == null || Term.isSide(input);
    }
    List<Term> made = null;
    if (!aside || isWeight(node)) {
      Rule rule =
          RULES.get(node.domain().isEmpty() ? node.type() : node.domain() + "." + node.type());
      made = rule == null ? arithmetic(node) : rule.apply(scope, node);
    }
    if (made == null && aside) {
      made = new ArrayList<>();
      for (int i = 0; i < node.outputs().size(); i++) {
        made.add(i == 0 ? Sides.of(scope, node) : new Side(Rows.OTHER, null));
      }
    }
    return made != null ? made : opaque(node, new Opaque("node " + node.described()));
  }

  /** Whether it reads constants alone that can be weights, or the inputs as ids. */
  private boolean isWeight(OnnxNode node) {
    Term first = scope.input(node, 0);
    boolean matrix =
        first instanceof Constant constant
            && constant.numbers().dims().size() == 2
            && (constant.numbers().type().isFloating() || constant.numbers().type().bytes() == 1);
    return switch (node.type()) {
      case "Gather", "Transpose" -> matrix;
      case "DequantizeLinear" -> first instanceof Constant;
      case "Shape" -> true;
      default -> !node.domain().isEmpty();
    };
  }

  private static List<Term> opaque(OnnxNode node, Term why) {
    return Collections.nCopies(Math.max(1, node.outputs().size()), why);
  }

  private Term constant(OnnxNode node) throws IOException {
    for (Map.Entry<String, OnnxNode.Attribute> each : node.attributes().entrySet()) {
      OnnxNode.Attribute value = each.getValue();
      switch (each.getKey()) {
        case "value" -> {
          if (value.tensor() != null && OnnxType.of(value.tensor().code()).isPresent()) {
            return new Constant(scope.numbers(value.tensor()));
          }
        }
        case "value_int" -> {
          return new Side(Rows.OTHER, new double[] {value.number()});
        }
        case "value_float" -> {
          return new Side(Rows.OTHER, new double[] {value.single()});
        }
        case "value_ints" -> {
          double[] all = value.numbers().stream().mapToDouble(Long::doubleValue).toArray();
          return new Side(Rows.OTHER, Values.kept(all));
        }
        default -> {}
      }
    }
    return new Side(Rows.OTHER, null);
  }

  private List<Term> arithmetic(OnnxNode node) throws IOException {
    if (!node.domain().isEmpty()) {
      return null;
    }
    Term a = scope.input(node, 0);
    Term b = scope.input(node, 1);
    Term made =
        Arithmetic.BINARY.containsKey(node.type())
            ? a == null || b == null ? null : Arithmetic.binary(node.type(), a, b)
            : a == null ? null : Arithmetic.unary(node.type(), a);
    if (made == null && node.type().equals("Add") && (isFixed(a, b) || isFixed(b, a))) {
      return opaque(
          node,
          new Opaque(
              "node %s, which adds embeddings of positions for texts of one length only"
                  .formatted(node.described())));
    }
    return made == null ? null : List.of(made);
  }

  /** Whether rows of a table were chosen when the graph was exported for texts of one length. */
  private static boolean isFixed(Term rows, Term chosen) {
    return (rows instanceof Term.Table || rows instanceof Term.Sum)
        && chosen instanceof Constant constant
        && constant.numbers().dims().size() > 1
        && constant.numbers().type().isFloating();
  }

  private static List<Term> product(Scope scope, OnnxNode node, boolean transposed, double factor) {
    Term a = scope.input(node, 0);
    Term b = scope.input(node, 1);
    Term made = a == null || b == null ? null : Products.product(a, b, transposed, factor);
    return made == null ? null : List.of(made);
  }

  private static List<Term> fusedProduct(Scope scope, OnnxNode node) {
    boolean plain =
        node.number("transA", 0) == 0
            && node.number("transBatchA", 0) == 0
            && node.number("transBatchB", 0) == 0;
    return plain
        ? product(scope, node, node.number("transB", 0) != 0, node.single("alpha", 1))
        : null;
  }

  private static List<Term> fusedGemm(Scope scope, OnnxNode node) {
    List<Term> linear = Products.gemm(scope, node);
    OnnxNode.Attribute activation = node.attributes().get("activation");
    Term made =
        linear == null || activation == null
            ? null
            : Arithmetic.unary(activation.text(), linear.getFirst());
    return made == null ? null : List.of(made);
  }

  private static List<Term> expanded(Scope scope, OnnxNode node) {
    return scope.input(node, 0) instanceof Term.Table table ? List.of(table) : null;
  }

  private static List<Term> shape(Scope scope, OnnxNode node) {
    double[] shape = Views.shape(scope.input(node, 0));
    long from = node.number("start", 0);
    long to = node.number("end", Integer.MAX_VALUE);
    if (shape != null) {
      int start = Views.place((double) from, shape.length);
      int end = Views.place((double) to, shape.length);
      return List.of(new Side(Rows.OTHER, Arrays.copyOfRange(shape, start, Math.max(start, end))));
    }
    // Of dimensions that are not known it is known how many these are, if they are few.
    boolean counted = from < 0 == to < 0 && to > from && to - from <= MOST_DIMENSIONS;
    double[] unknown = counted ? new double[(int) (to - from)] : null;
    if (counted) {
      Arrays.fill(unknown, Double.NaN);
    }
    return List.of(new Side(Rows.OTHER, unknown));
  }

  private static List<Term> mean(Scope scope, OnnxNode node) throws IOException {
    List<Long> axes = node.numbers("axes");
    double axis = axes.size() == 1 ? axes.getFirst() : Values.scalar(scope.input(node, 1));
    Term of = scope.input(node, 0);
    if (axis != -1 && axis != 2 || node.number("keepdims", 1) == 0) {
      return null;
    }
    return of instanceof Squares squares
        ? List.of(new Variance(squares.of(), 0))
        : Term.isRows(of) ? List.of(new Average(of)) : null;
  }

  private static List<Term> softmax(Scope scope, OnnxNode node) {
    long axis = node.number("axis", scope.opset() >= 13 ? -1 : 1);
    return scope.input(node, 0) instanceof Scores scores && (axis == -1 || axis == 3)
        ? List.of(new Shares(scores))
        : null;
  }

  /** Where: scores of words that a mask leaves, or shares that are numbers. */
  private static List<Term> chosen(Scope scope, OnnxNode node) {
    Term a = scope.input(node, 1);
    Term b = scope.input(node, 2);
    Term condition = scope.input(node, 0);
    if (!Term.isSide(condition)
        || Values.plain(condition) == Rows.ORDER
        || Term.isSide(a) == Term.isSide(b)) {
      return null;
    }
    Term kept = Term.isSide(a) ? b : a;
    return kept instanceof Scores || kept instanceof Shares ? List.of(kept) : null;
  }

  private static List<Term> isShares(Scope scope, OnnxNode node) {
    return scope.input(node, 0) instanceof Shares ? List.of(new Side(Rows.OTHER, null)) : null;
  }
}
