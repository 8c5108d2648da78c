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
import org.mekiki.core.tensor.Tensor;

/**
 * Word embeddings and recurrent layers. The order of the words comes in by the order of the steps:
 * there are no positions and no token types.
 */
public final class RecurrentEncoder implements RowEncoder {
  private final Tensor words;
  private final RecurrentLayers layers;

  /** Takes the weights by their canonical names. */
  public RecurrentEncoder(EncoderConfig config, Weights weights) {
    RecurrentForm form = config.form().recurrent().orElseThrow();
    words = weights.get("embeddings.word");
    var list = new ArrayList<RecurrentLayers.Layer>();
    for (int i = 0; i < config.layers(); i++) {
      String name = "layers." + i + ".";
      list.add(
          new RecurrentLayers.Layer(
              cell(form, weights, name + "forward"),
              form.bidirectional()
                  ? Optional.of(cell(form, weights, name + "backward"))
                  : Optional.empty()));
    }
    layers = new RecurrentLayers(list);
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
    return words;
  }

  @Override
  public Variable rows(Tape tape, int[] typeIds, Operand words, RowRange read) {
    Variable states = layers.states(onTape(tape, words));
    int tokens = states.shape().dim(1);
    return read.coversAll(tokens) ? states : Ops.slice(states, 1, read.from(), read.end(tokens));
  }

  private static Variable onTape(Tape tape, Operand words) {
    return words instanceof Variable variable ? variable : tape.constant(words.value());
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
    Variable x = onTape(tape, words);
    states.add(x);
    states.addAll(layers.statesOfAll(x));
    return states;
  }

  @Override
  public Variable embed(Tape tape, int[] typeIds, Operand words) {
    return onTape(tape, words);
  }
}
