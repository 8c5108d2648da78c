package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mekiki.weights.converter.onnx.Term.Constant;
import org.mekiki.weights.converter.onnx.Term.First;
import org.mekiki.weights.converter.onnx.Term.Heads;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Rows;
import org.mekiki.weights.converter.onnx.Term.Side;
import org.mekiki.weights.converter.onnx.Term.Table;

/** Operators that choose, cut and turn. */
final class Views {
  private Views() {}

  /** Reshape. */
  static List<Term> reshape(Scope scope, OnnxNode node) throws IOException {
    Term term = scope.input(node, 0);
    return one(
        term instanceof Table ? term : Products.reshaped(term, Values.of(scope.input(node, 1))));
  }

  /** Transpose. */
  static List<Term> transpose(Scope scope, OnnxNode node) {
    Term term = scope.input(node, 0);
    List<Long> order = node.numbers("perm");
    if (term instanceof Constant matrix && matrix.numbers().dims().size() == 2) {
      return order.equals(List.of(0L, 1L))
          ? List.of(term)
          : List.of(new Constant(matrix.numbers().transposed()));
    }
    if (term instanceof Table) {
      return List.of(term);
    }
    if (!(term instanceof Heads heads) || order.size() != heads.axes().length()) {
      return null;
    }
    var axes = new StringBuilder();
    for (long axis : order) {
      if (axis < 0 || axis >= order.size()) {
        return null;
      }
      axes.append(heads.axes().charAt((int) axis));
    }
    return List.of(new Heads(heads.of(), heads.heads(), heads.size(), axes.toString()));
  }

  /** Operators that leave rows as they are: they change dimensions of one alone, or none. */
  static List<Term> same(Scope scope, OnnxNode node) {
    Term term = scope.input(node, 0);
    return term instanceof Heads && !node.type().equals("Identity") && !node.type().equals("Cast")
        ? null
        : one(term);
  }

  /** Gather: rows of a table, or the first row. */
  static List<Term> gather(Scope scope, OnnxNode node) throws IOException {
    Term data = scope.input(node, 0);
    Term places = scope.input(node, 1);
    long axis = node.number("axis", 0);
    if (data instanceof Constant table && table.numbers().dims().size() == 2 && axis == 0) {
      return places instanceof Side || Values.of(places) == null
          ? List.of(new Table(table.numbers(), Values.rows(places)))
          : null;
    }
    return Term.isRows(data) && axis == 1 && Values.scalar(places) == 0
        ? List.of(new First(data))
        : null;
  }

  /** Gather of what has no rows. */
  static Side gathered(Scope scope, OnnxNode node) throws IOException {
    double[] data = Values.of(scope.input(node, 0));
    double[] places = Values.of(scope.input(node, 1));
    Rows rows = Values.rows(scope.input(node, 0));
    if (places == null) {
      return new Side(rows, null);
    }
    double[] values = new double[places.length];
    for (int i = 0; i < values.length; i++) {
      int place = (int) (places[i] < 0 && data != null ? places[i] + data.length : places[i]);
      boolean known = data != null && place >= 0 && place < data.length;
      values[i] = known ? data[place] : Double.NaN;
    }
    return new Side(rows, values);
  }

  /** Slice of rows: the first of them. */
  static List<Term> slice(Scope scope, OnnxNode node) throws IOException {
    Term data = scope.input(node, 0);
    boolean first =
        Values.scalar(scope.input(node, 1)) == 0
            && Values.scalar(scope.input(node, 2)) == 1
            && Values.scalar(scope.input(node, 3)) == 1
            && (scope.isAbsent(node, 4) || Values.scalar(scope.input(node, 4)) == 1);
    if (Term.isRows(data) && first) {
      return List.of(new First(data));
    }
    // All of an axis is what exporters write for [:].
    boolean whole =
        Values.scalar(scope.input(node, 1)) == 0
            && Values.scalar(scope.input(node, 2)) >= Integer.MAX_VALUE;
    return Term.isRows(data) && whole ? List.of(data) : null;
  }

  /** Slice of what has no rows. */
  static Side sliced(Scope scope, OnnxNode node) throws IOException {
    double[] data = Values.of(scope.input(node, 0));
    Rows rows = Values.rows(scope.input(node, 0));
    double from = Values.scalar(scope.input(node, 1));
    double to = Values.scalar(scope.input(node, 2));
    if (data == null
        || Double.isNaN(from)
        || Double.isNaN(to)
        || !(scope.isAbsent(node, 4) || Values.scalar(scope.input(node, 4)) == 1)) {
      return new Side(rows, null);
    }
    int start = place(from, data.length);
    int end = place(to, data.length);
    return new Side(rows, Arrays.copyOfRange(data, start, Math.max(start, end)));
  }

  /** The place in a list that an index means, as slices have it: negative ones from the end. */
  static int place(double at, int length) {
    return (int) Math.clamp(at < 0 ? at + length : at, 0.0, length);
  }

  /** Split of a linear layer's answer: a linear layer for each part. */
  static List<Term> split(Scope scope, OnnxNode node) throws IOException {
    if (!(scope.input(node, 0) instanceof Linear whole)) {
      return null;
    }
    int width = Term.width(whole);
    int parts = node.outputs().size();
    long axis = node.number("axis", 0);
    if (parts == 0 || axis != -1 && axis != 2) {
      return null;
    }
    double[] sizes = Values.of(scope.input(node, 1));
    if (sizes == null) {
      List<Long> told = node.numbers("split");
      sizes = new double[parts];
      for (int i = 0; i < parts; i++) {
        sizes[i] = told.size() == parts ? told.get(i) : (double) width / parts;
      }
    }
    var made = new ArrayList<Term>();
    int from = 0;
    for (double size : sizes) {
      if (!(size >= 1) || size != Math.rint(size) || from + size > width) {
        return null;
      }
      made.add(Products.columns(whole, from, (int) size));
      from += (int) size;
    }
    return from == width ? made : null;
  }

  /** The dimensions of a value, as far as they are known. */
  static double[] shape(Term term) {
    if (term instanceof Heads heads) {
      double[] shape = new double[heads.axes().length()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] =
            switch (heads.axes().charAt(i)) {
              case 'h' -> heads.heads();
              case 'd' -> heads.size();
              default -> Double.NaN;
            };
      }
      return shape;
    }
    if (term instanceof Constant constant) {
      return constant.numbers().dims().stream().mapToDouble(dim -> dim).toArray();
    }
    if (term instanceof Side side) {
      boolean tokens = side.rows() == Rows.TOKENS || side.rows() == Rows.TYPES;
      return tokens ? new double[] {Double.NaN, Double.NaN} : null;
    }
    int width = Term.isRows(term) && !(term instanceof First) ? Term.width(term) : -1;
    return width < 0 ? null : new double[] {Double.NaN, Double.NaN, width};
  }

  private static List<Term> one(Term term) {
    return term == null ? null : List.of(term);
  }
}
