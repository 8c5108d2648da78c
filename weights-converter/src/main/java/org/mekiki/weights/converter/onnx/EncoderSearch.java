package org.mekiki.weights.converter.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.EncoderGraph.Layer;
import org.mekiki.weights.converter.onnx.Term.Attention;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Norm;
import org.mekiki.weights.converter.onnx.Term.Pointwise;
import org.mekiki.weights.converter.onnx.Term.Rows;
import org.mekiki.weights.converter.onnx.Term.Sum;
import org.mekiki.weights.converter.onnx.Term.Table;

/** Finds the layers of an encoder behind its answer. */
final class EncoderSearch {
  private final String file;
  private final double padding;
  private int depth;

  /**
   * A search.
   *
   * @param file for messages
   * @param padding number of the padding token; NaN where none was seen
   */
  EncoderSearch(String file, double padding) {
    this.file = file;
    this.padding = padding;
  }

  /**
   * Finds.
   *
   * @param last rows of the last layer
   * @throws ConversionException saying what is not as in the encoders that are known
   */
  EncoderGraph of(Norm last) throws ConversionException {
    var layers = new ArrayList<Layer>();
    Term rows = last;
    Optional<Layer> layer = rows instanceof Norm norm ? layer(norm) : Optional.empty();
    while (layer.isPresent()) {
      layers.addFirst(layer.get());
      rows = input(layer.get());
      depth++;
      layer = rows instanceof Norm norm ? layer(norm) : Optional.empty();
    }
    if (layers.isEmpty()) {
      throw wrong("no layer of attention and feed-forward blocks, each with a residual and a norm");
    }
    return embeddings(rows, layers);
  }

  private static Term input(Layer layer) {
    return layer.query().input();
  }

  /** The layer whose rows these are; empty for embeddings. */
  private Optional<Layer> layer(Norm norm) throws ConversionException {
    if (!(norm.of() instanceof Sum sum) || sum.terms().stream().allMatch(Table.class::isInstance)) {
      return Optional.empty();
    }
    Norm attentionNorm = residual(sum, Norm.class, "feed-forward");
    Linear outer = other(sum, attentionNorm, "feed-forward");
    if (!(outer.input() instanceof Pointwise active)
        || !(active.of() instanceof Linear inner)
        || inner.input() != attentionNorm) {
      throw wrong("a feed-forward block that is not linear, activation, linear");
    }
    String activation =
        Functions.activation(active.function())
            .orElseThrow(() -> wrong("an activation that is not known"));
    if (!(attentionNorm.of() instanceof Sum mixed)) {
      throw wrong("attention without a residual");
    }
    Linear output = null;
    for (Term term : mixed.terms()) {
      if (term instanceof Linear linear && linear.input() instanceof Attention) {
        output = linear;
      }
    }
    if (output == null || !(output.input() instanceof Attention attention)) {
      throw wrong("a sum that should be of attention and its input");
    }
    if (!(attention.query() instanceof Linear query)
        || !(attention.key() instanceof Linear key)
        || !(attention.value() instanceof Linear value)
        || query.input() != key.input()
        || query.input() != value.input()
        || mixed.terms().size() != 2
        || mixed.terms().stream().noneMatch(term -> term == query.input())) {
      throw wrong("attention whose queries, keys and values are not linear in the residual");
    }
    for (Linear linear : List.of(query, key, value, output, inner, outer)) {
      if (linear.bias() == null) {
        throw wrong("a linear layer without a bias");
      }
    }
    return Optional.of(new Layer(attention, output, attentionNorm, inner, activation, outer, norm));
  }

  private <T extends Term> T residual(Sum sum, Class<T> kind, String what)
      throws ConversionException {
    for (Term term : sum.terms()) {
      if (kind.isInstance(term) && sum.terms().size() == 2) {
        return kind.cast(term);
      }
    }
    throw wrong("a sum that should be of a %s block and its input".formatted(what));
  }

  private Linear other(Sum sum, Term one, String what) throws ConversionException {
    for (Term term : sum.terms()) {
      if (term != one && term instanceof Linear linear) {
        return linear;
      }
    }
    throw wrong("a %s block that does not end in a linear layer".formatted(what));
  }

  private EncoderGraph embeddings(Term rows, List<Layer> layers) throws ConversionException {
    Linear projection = rows instanceof Linear linear ? linear : null;
    Term normed = projection == null ? rows : projection.input();
    if (!(normed instanceof Norm norm) || !(norm.of() instanceof Sum sum)) {
      throw wrong("embeddings that are not a norm of a sum of tables");
    }
    Numbers tokens = null;
    Numbers positions = null;
    Numbers types = null;
    boolean padded = false;
    for (Term term : sum.terms()) {
      if (!(term instanceof Table table)) {
        throw wrong("embeddings with a term that is not a row of a table");
      }
      boolean again =
          switch (table.rows()) {
            case TOKENS -> tokens != null;
            case TYPES, ZEROS -> types != null;
            case POSITIONS, PADDED_POSITIONS -> positions != null;
            default -> true;
          };
      if (again) {
        throw wrong(
            "a table of embeddings %s whose rows are chosen by something other than input_ids,"
                    .formatted(table.table().dims())
                + " token_type_ids and positions, or two tables for one of these");
      }
      switch (table.rows()) {
        case TOKENS -> tokens = table.table();
        case TYPES, ZEROS -> types = table.table();
        default -> positions = table.table();
      }
      padded |= table.rows() == Rows.PADDED_POSITIONS;
    }
    if (tokens == null || positions == null) {
      throw wrong("embeddings without a table of tokens and one of positions");
    }
    int pad = Double.isNaN(padding) ? 0 : (int) padding;
    return new EncoderGraph(tokens, positions, types, padded, pad, norm, projection, layers);
  }

  private ConversionException wrong(String what) {
    String where = depth == 0 ? "" : ", %d layers before the last".formatted(depth);
    return new ConversionException(
        "%s: the graph is not of an encoder that can be taken from ONNX: it has %s%s; take model.safetensors of the same model"
            .formatted(file, what, where));
  }
}
