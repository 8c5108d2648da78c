package org.mekiki.weights.converter.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.weights.converter.onnx.Derived.Columns;
import org.mekiki.weights.converter.onnx.Derived.Dequantised;
import org.mekiki.weights.converter.onnx.Term.Attention;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Norm;
import org.mekiki.weights.converter.onnx.Term.Quantised;
import org.mekiki.weights.converter.onnx.Term.QuantisedScale;
import org.mekiki.weights.converter.onnx.Term.Rows;
import org.mekiki.weights.converter.onnx.Term.Side;
import org.mekiki.weights.converter.onnx.Term.Table;

/** Operators that do several steps at once: those of ONNX Runtime's optimiser, and norms. */
final class Fused {
  /** ε where a node does not say it: ONNX's and the optimiser's. */
  private static final float NORM_EPSILON = 1e-5f;

  private static final float FUSED_EPSILON = 1e-12f;

  private Fused() {}

  /** LayerNormalization over the last axis. */
  static List<Term> norm(Scope scope, OnnxNode node) {
    long axis = node.number("axis", -1);
    boolean last = axis == -1 || axis == 2;
    return last ? norm(scope.input(node, 0), scope, node, 1, NORM_EPSILON) : null;
  }

  private static List<Term> norm(
      Term of, Scope scope, OnnxNode node, int weight, float absentEpsilon) {
    Numbers scale = scope.constant(node, weight);
    Numbers shift = scope.constant(node, weight + 1);
    return Term.isRows(of) && scale != null && shift != null && scale.count() == shift.count()
        ? List.of(new Norm(of, node.single("epsilon", absentEpsilon), scale, shift))
        : null;
  }

  /** SkipLayerNormalization: the norm of a sum, and in the fourth place the sum. */
  static List<Term> skipNorm(Scope scope, OnnxNode node) {
    Term a = scope.input(node, 0);
    Term b = scope.input(node, 1);
    if (!scope.isAbsent(node, 4)) {
      Numbers bias = scope.constant(node, 4);
      Term first = bias == null ? null : Arithmetic.biased(a, bias);
      Term second = bias == null || first != null ? null : Arithmetic.biased(b, bias);
      if (first == null && second == null) {
        return null;
      }
      a = first == null ? a : first;
      b = second == null ? b : second;
    }
    if (!Term.isRows(a) || !Term.isRows(b)) {
      return null;
    }
    Term sum = Arithmetic.sum(a, b);
    List<Term> norm = sum == null ? null : norm(sum, scope, node, 2, FUSED_EPSILON);
    Term none = new Side(Rows.OTHER, null);
    return norm == null ? null : List.of(norm.getFirst(), none, none, sum);
  }

  /** EmbedLayerNormalization: the norm of up to three rows of tables. */
  static List<Term> embedding(Scope scope, OnnxNode node) {
    Numbers[] constants = new Numbers[5];
    Arrays.setAll(constants, i -> scope.constant(node, 2 + i));
    return embedding(scope, node, constants, scope.input(node, 8));
  }

  /** QEmbedLayerNormalization: the same of whole numbers, then all scales, then all zeros. */
  static List<Term> quantisedEmbedding(Scope scope, OnnxNode node) {
    Numbers[] constants = new Numbers[5];
    for (int i = 0; i < constants.length; i++) {
      Numbers stored = scope.constant(node, 2 + i);
      Numbers scale = scope.constant(node, 8 + i);
      Numbers zero = scope.constant(node, 13 + i);
      if (stored == null) {
        continue; // token types may be absent
      }
      if (scale == null || zero == null || scale.count() != 1 || zero.count() != 1) {
        return null;
      }
      constants[i] = new Dequantised(stored, scale, zero, 0);
    }
    return embedding(scope, node, constants, null);
  }

  /** Of tables of words, positions and token types, and a norm's weight and bias. */
  private static List<Term> embedding(
      Scope scope, OnnxNode node, Numbers[] constants, Term places) {
    Numbers types = constants[2];
    Numbers weight = constants[3];
    Numbers bias = constants[4];
    if (constants[0] == null
        || constants[1] == null
        || weight == null
        || bias == null
        || weight.count() != bias.count()
        || scope.input(node, 0) == null) {
      return null;
    }
    Term sum =
        Arithmetic.sum(
            new Table(constants[0], Values.plain(scope.input(node, 0))),
            new Table(constants[1], places == null ? Rows.POSITIONS : Values.plain(places)));
    if (types != null) {
      Term chosen = scope.input(node, 1);
      sum =
          Arithmetic.sum(sum, new Table(types, chosen == null ? Rows.ZEROS : Values.plain(chosen)));
    }
    Term norm = new Norm(sum, node.single("epsilon", FUSED_EPSILON), weight, bias);
    return List.of(norm, new Side(Rows.OTHER, null), sum);
  }

  /** Attention: packed queries, keys and values of the same rows. */
  static List<Term> attention(Scope scope, OnnxNode node) {
    Numbers weight = scope.constant(node, 1);
    Numbers bias = scope.constant(node, 2);
    boolean plain = scope.isAbsent(node, 4) && scope.isAbsent(node, 5) && isPlain(node);
    return plain && bias != null ? packed(scope.input(node, 0), weight, bias, node) : null;
  }

  private static boolean isPlain(OnnxNode node) {
    List<Long> sizes = node.numbers("qkv_hidden_sizes");
    return node.number("unidirectional", 0) == 0
        && node.number("do_rotary", 0) == 0
        && sizes.stream().distinct().count() <= 1;
  }

  private static List<Term> packed(Term input, Numbers weight, Numbers bias, OnnxNode node) {
    if (weight == null
        || weight.dims().size() != 2
        || weight.width() % 3 != 0
        || bias.count() != weight.width()
        || !Term.isRows(input)) {
      return null;
    }
    var whole = new Linear(input, weight.transposed(), bias, null);
    int width = weight.width() / 3;
    Linear[] parts = new Linear[3];
    Arrays.setAll(parts, i -> Products.columns(whole, i * width, width));
    return attention(parts[0], parts[1], parts[2], node);
  }

  private static List<Term> attention(Term query, Term key, Term value, OnnxNode node) {
    long heads = node.number("num_heads", 0);
    int width = Term.width(query);
    if (heads < 1 || heads > width || width % heads != 0) {
      return null;
    }
    float told = node.single("scale", 0);
    double scale = told == 0 ? 1 / Math.sqrt((double) width / heads) : told;
    return List.of(new Attention(query, key, value, (int) heads, scale, null));
  }

  /** MultiHeadAttention: queries, keys and values that linear layers made, their bias here. */
  static List<Term> multiHead(Scope scope, OnnxNode node) {
    Term[] parts = {scope.input(node, 0), scope.input(node, 1), scope.input(node, 2)};
    if (!Stream.of(parts).allMatch(Linear.class::isInstance)
        || node.number("unidirectional", 0) != 0
        || IntStream.range(5, node.inputs().size()).anyMatch(i -> !scope.isAbsent(node, i))) {
      return null;
    }
    if (!scope.isAbsent(node, 3)) {
      Numbers bias = scope.constant(node, 3);
      int width = Term.width(parts[0]);
      if (bias == null || bias.count() != 3 * width) {
        return null;
      }
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Arithmetic.biased(parts[i], new Columns(bias, i * width, width));
        if (parts[i] == null) {
          return null;
        }
      }
    }
    return attention(parts[0], parts[1], parts[2], node);
  }

  /** QAttention: the same as Attention, of quantised rows and weights. */
  static List<Term> quantisedAttention(Scope scope, OnnxNode node) {
    Numbers weight = scope.constant(node, 1);
    Numbers bias = scope.constant(node, 2);
    Numbers scale = scope.constant(node, 4);
    Numbers zero = scope.constant(node, 7);
    if (!(scope.input(node, 0) instanceof Quantised rows)
        || weight == null
        || bias == null
        || scale == null
        || zero == null && !scope.isAbsent(node, 7)
        || !scope.isAbsent(node, 8)
        || !isPlain(node)) {
      return null;
    }
    var numbers = new Dequantised(weight, scale, zero, 1);
    return numbers.fits() ? packed(rows.of(), numbers, bias, node) : null;
  }

  /** DynamicQuantizeMatMul: rows, a matrix of whole numbers, its scale and zero, a bias. */
  static List<Term> quantisedProduct(Scope scope, OnnxNode node) {
    return quantisedLinear(scope, node, scope.input(node, 0), 2, 3, 4);
  }

  /** MatMulIntegerToFloat: quantised rows, and the same with both scales and zeros. */
  static List<Term> integerProduct(Scope scope, OnnxNode node) {
    return scope.input(node, 0) instanceof Quantised rows
            && scope.input(node, 2) instanceof QuantisedScale
        ? quantisedLinear(scope, node, rows.of(), 3, 5, 6)
        : null;
  }

  private static List<Term> quantisedLinear(
      Scope scope, OnnxNode node, Term rows, int scale, int zero, int bias) {
    Numbers weight = scope.constant(node, 1);
    Numbers scales = scope.constant(node, scale);
    Numbers zeros = scope.constant(node, zero);
    boolean known =
        weight != null && scales != null && (zeros != null || scope.isAbsent(node, zero));
    return known && Term.isRows(rows)
        ? Products.withBias(Products.dequantised(rows, weight, scales, zeros), scope, node, bias)
        : null;
  }

  /** Gelu, BiasGelu, FastGelu and QuickGelu. */
  static List<Term> gelu(Scope scope, OnnxNode node) {
    List<Term> biased = Products.withBias(scope.input(node, 0), scope, node, 1);
    if (biased == null) {
      return null;
    }
    boolean tanh = node.type().equals("FastGelu") || isTanh(node);
    float factor = node.single("alpha", 1.702f);
    Term made =
        Arithmetic.apply(
            biased.getFirst(),
            node.type().equals("QuickGelu")
                ? x -> x * Functions.sigmoid(factor * x)
                : tanh ? Functions::geluTanh : Functions::gelu);
    return made == null ? null : List.of(made);
  }

  private static boolean isTanh(OnnxNode node) {
    OnnxNode.Attribute approximate = node.attributes().get("approximate");
    return approximate != null && approximate.text().equals("tanh");
  }
}
