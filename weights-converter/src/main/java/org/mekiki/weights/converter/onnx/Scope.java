package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.onnx.Term.Constant;
import org.mekiki.weights.converter.onnx.Term.Opaque;
import org.mekiki.weights.converter.onnx.Term.Rows;
import org.mekiki.weights.converter.onnx.Term.Side;

/** The values of a graph that are known while it is gone through. */
final class Scope {
  private final OnnxFile file;
  private final Map<String, Term> terms = new HashMap<>();
  private double padding = Double.NaN;

  /** The inputs alone; constants are looked up. */
  Scope(OnnxFile file) {
    this.file = file;
    for (String input : file.graph().inputs()) {
      Rows rows =
          switch (input) {
            case "input_ids" -> Rows.TOKENS;
            case "token_type_ids", "segment_ids" -> Rows.TYPES;
            case "position_ids" -> Rows.POSITIONS;
            default -> Rows.OTHER;
          };
      terms.put(input, new Side(rows, null));
    }
  }

  /** What a node reads at a place; null where nothing. */
  Term input(OnnxNode node, int index) {
    if (index >= node.inputs().size() || node.inputs().get(index).isEmpty()) {
      return null;
    }
    return value(node.inputs().get(index));
  }

  /** A value by its name. */
  Term value(String name) {
    Term made = terms.get(name);
    if (made != null) {
      return made;
    }
    Numbers constant = file.constants().get(name);
    return constant != null
        ? new Constant(constant)
        : new Opaque("\"%s\", which no node before makes".formatted(name));
  }

  /** The constant that a node reads at a place; null where there is none. */
  Numbers constant(OnnxNode node, int index) {
    return input(node, index) instanceof Constant constant ? constant.numbers() : null;
  }

  /** Whether a node reads nothing at a place. */
  boolean isAbsent(OnnxNode node, int index) {
    return index >= node.inputs().size() || node.inputs().get(index).isEmpty();
  }

  /** Keeps what a node makes. */
  void put(OnnxNode node, List<Term> made) {
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.outputs().get(i).isEmpty()) {
        terms.put(
            node.outputs().get(i),
            i < made.size() ? made.get(i) : new Opaque(node.described() + ", output " + i));
      }
    }
  }

  /** The numbers of a node's own constant. */
  Numbers numbers(OnnxTensor tensor) throws IOException {
    return file.numbers(tensor);
  }

  /** Version of ONNX's own operators. */
  long opset() {
    return file.graph().opset();
  }

  /** Keeps the number of the padding token. */
  void padding(double token) {
    padding = token;
  }

  /** Number of the padding token that positions leave out; NaN where none was seen. */
  double padding() {
    return padding;
  }
}
