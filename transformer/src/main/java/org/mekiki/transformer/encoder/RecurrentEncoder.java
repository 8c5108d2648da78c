package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.nn.GruCell;
import org.mekiki.core.nn.LstmCell;
import org.mekiki.core.nn.RecurrentCell;
import org.mekiki.core.nn.RecurrentLayers;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Word embeddings and recurrent layers. The order of the words comes in by the order of the steps:
 * there are no positions and no token types.
 */
public final class RecurrentEncoder implements RowEncoder {
  private final Operand words;
  private final Dropout dropout;

  /** Lowest first; between them some numbers are left out in training. */
  private final List<RecurrentLayers> layers;

  /**
   * Takes the weights by their canonical names.
   *
   * @param config with a recurrent form
   * @param weights of the configuration's sizes
   */
  public RecurrentEncoder(EncoderConfig config, Weights weights) {
    RecurrentForm form = config.form().recurrent().orElseThrow();
    words = weights.operand("embeddings.word");
    dropout = weights.dropout();
    var list = new ArrayList<RecurrentLayers>();
    for (int i = 0; i < config.layers(); i++) {
      String name = "layers." + i + ".";
      list.add(
          RecurrentLayers.of(
              cell(form, weights, name + "forward"),
              form.bidirectional()
                  ? Optional.of(cell(form, weights, name + "backward"))
                  : Optional.empty()));
    }
    layers = List.copyOf(list);
  }

  private static RecurrentCell cell(RecurrentForm form, Weights weights, String name) {
    LinearWeights input = weights.linear(name + ".input");
    LinearWeights state = weights.linear(name + ".state");
    return switch (form.cell()) {
      case LSTM -> new LstmCell(input, state);
      case GRU -> new GruCell(input, state);
    };
  }

  @Override
  public Tensor words() {
    return words.value();
  }

  @Override
  public Variable embeddings(Tape tape, int[] ids, Shape shape) {
    return Ops.gather(tape, words, ids, shape);
  }

  @Override
  public Variable rows(Tape tape, int[] typeIds, Operand words, RowRange read) {
    Variable states = hiddenStates(tape, typeIds, words).getLast();
    int tokens = states.shape().dim(1);
    return read.coversAll(tokens) ? states : Ops.slice(states, 1, read.from(), read.end(tokens));
  }

  /** A word changes all states after it, or before it: whole variants are computed. */
  @Override
  public Optional<SharedRows> share(
      int[] typeIds, Tensor words, RowRange read, ComputeContext context) {
    return Optional.empty();
  }

  @Override
  public List<Variable> hiddenStates(Tape tape, int[] typeIds, Operand words) {
    var states = new ArrayList<Variable>();
    states.add(embed(tape, typeIds, words));
    for (int i = 0; i < layers.size(); i++) {
      String place = i == 0 ? "embeddings" : "layers." + (i - 1);
      states.add(layers.get(i).states(dropout.rows(states.getLast(), place)));
    }
    return states;
  }

  @Override
  public Variable embed(Tape tape, int[] typeIds, Operand words) {
    return words instanceof Variable variable ? variable : tape.constant(words.value());
  }
}
