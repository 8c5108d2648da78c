package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Embeddings and a stack of layers. */
public final class Encoder implements RowEncoder {
  private final Embeddings embeddings;

  /** In the order of the computation; one may stand several times. */
  private final List<EncoderLayer> layers;

  /** Layers between two hidden states. */
  private final int inner;

  /** Beside the first layer; null for none. */
  private final RowConvolution convolution;

  /** After the last layer; null for none. */
  private final Norm finalNorm;

  /**
   * Takes the weights by their canonical names, on the calling thread.
   *
   * @param config all that changes the computation
   * @param weights asked for all that the configuration needs
   */
  public Encoder(EncoderConfig config, Weights weights) {
    this(config, weights, ComputeContext.sequential());
  }

  /**
   * The same on several threads.
   *
   * @param config all that changes the computation
   * @param weights can be read by several threads
   * @param context not kept
   */
  public Encoder(EncoderConfig config, Weights weights, ComputeContext context) {
    embeddings = new Embeddings(config, weights);
    var terms = new PositionTerms(config, weights);
    var read = new EncoderLayer[config.distinctLayers()];
    context.forEach(read.length, (i, _) -> read[i] = new EncoderLayer(config, weights, terms, i));
    LayerGroups groups = config.form().groups();
    inner = groups.inner();
    var order = new ArrayList<EncoderLayer>();
    for (int i = 0; i < config.layers(); i++) {
      for (int j = 0; j < inner; j++) {
        order.add(read[groups.weights(i, j, config.layers())]);
      }
    }
    layers = List.copyOf(order);
    convolution =
        config
            .form()
            .convolution()
            .map(form -> new RowConvolution(form, weights, config))
            .orElse(null);
    finalNorm = config.form().layer().preNorm() ? Norm.of(config, weights, "final_norm") : null;
  }

  @Override
  public Tensor words() {
    return embeddings.words().value();
  }

  @Override
  public Variable embeddings(Tape tape, int[] ids, Shape shape) {
    return Ops.gather(tape, embeddings.words(), ids, shape);
  }

  @Override
  public Variable rows(Tape tape, int[] typeIds, Operand words, RowRange read) {
    return rows(tape, embeddings.embed(tape, typeIds, words), 0, read);
  }

  /** The same from the input of layer {@code from} on. */
  private Variable rows(Tape tape, Variable input, int from, RowRange read) {
    Variable x = input;
    for (int i = from; i + 1 < layers.size(); i++) {
      int layer = i;
      Variable in = x;
      x = tape.scope(() -> apply(layer, in, in, 0));
    }
    Variable last = x;
    int tokens = last.shape().dim(1);
    return tape.scope(
        () -> {
          Variable some =
              read.coversAll(tokens) ? last : Ops.slice(last, 1, read.from(), read.end(tokens));
          Variable output =
              layers.isEmpty() ? some : apply(layers.size() - 1, last, some, read.from());
          return finish(output);
        });
  }

  /** Layer {@code number}, and what belongs to it. */
  private Variable apply(int number, Variable x, Variable read, int first) {
    Variable y = layers.get(number).apply(x, read, first);
    return number == 0 ? convolved(x, y, first) : y;
  }

  private Variable convolved(Variable x, Variable y, int first) {
    return convolution == null ? y : convolution.apply(x, y, first);
  }

  private Variable finish(Variable x) {
    return finalNorm == null ? x : finalNorm.apply(x);
  }

  /**
   * The first layer's projections, or where rows meet before it the linear layers of embeddings;
   * with a single layer there is little but what is read.
   */
  @Override
  public Optional<SharedRows> share(
      int[] typeIds, Tensor words, RowRange read, ComputeContext context) {
    if (layers.size() < 2) {
      return Optional.empty();
    }
    var tape = new Tape(context);
    Shape shape = words.shape();
    Tensor batch = words.reshaped(Shape.of(1, shape.dim(0), shape.dim(1)));
    if (embeddings.mixRows()) {
      return Optional.of(shareEmbeddings(tape, typeIds, batch, read));
    }
    Variable x = embeddings.embed(tape, typeIds, batch);
    EncoderLayer layer = layers.getFirst();
    EncoderLayer.Input input = layer.input(x);
    var shared =
        new Shared(
            embeddings.factors(typeIds, shape.dim(0)),
            embeddings.positionsAndTypes(typeIds),
            rows(x),
            input.sum() == x ? Optional.empty() : Optional.of(rows(input.sum())),
            rows(layer.query(input)),
            rows(layer.key(input)),
            rows(layer.value(input)));
    return Optional.of(
        new SharedRows(
            tape.multiplyAdds(),
            (on, places, given) -> rows(on, firstLayer(on, shared, places, given), 1, read)));
  }

  private SharedRows shareEmbeddings(Tape tape, int[] typeIds, Tensor words, RowRange read) {
    Optional<Tensor> factors = embeddings.factors(typeIds, words.shape().dim(1));
    Optional<Tensor> added = embeddings.positionsAndTypes(typeIds);
    Tensor apart = rows(embeddings.apart(tape, typeIds, words));
    return new SharedRows(
        tape.multiplyAdds(),
        (on, places, given) -> {
          Variable x = on.scope(() -> embeddings.mixed(on, apart, factors, added, places, given));
          return rows(on, x, 0, read);
        });
  }

  /** [1, S, M] as a tensor [S, M] that outlives its tape. */
  private static Tensor rows(Variable x) {
    Shape shape = x.shape();
    return Tensor.wrap(x.value().toArray(), 0, Shape.of(shape.dim(1), shape.dim(2)));
  }

  /**
   * What words are multiplied with, [S, 1], what is added to them, [S, E], the first layer's input,
   * what its attention is added to where that is something else, and its projections, [S, ..].
   */
  private record Shared(
      Optional<Tensor> factors,
      Optional<Tensor> added,
      Tensor input,
      Optional<Tensor> sum,
      Tensor query,
      Tensor key,
      Tensor value) {}

  /** The first layer's output; what the variants share of its projections is not computed. */
  private Variable firstLayer(Tape tape, Shared shared, RowPlaces places, Operand given) {
    EncoderLayer layer = layers.getFirst();
    return tape.scope(
        () -> {
          Variable e = embeddings.rows(tape, shared.factors(), shared.added(), places, given);
          EncoderLayer.Input input = layer.input(e);
          Variable queries = Ops.placeRows(shared.query(), layer.query(input), places);
          Variable keys = Ops.placeRows(shared.key(), layer.key(input), places);
          Variable values = Ops.placeRows(shared.value(), layer.value(input), places);
          // Comes last, so that cotangents of e are added up in the order of EncoderLayer.apply.
          Variable x = Ops.placeRows(shared.input(), e, places);
          Variable sum =
              shared.sum().map(rows -> Ops.placeRows(rows, input.sum(), places)).orElse(x);
          return convolved(x, layer.after(queries, keys, values, sum, x, x, 0), 0);
        });
  }

  /** The last after the final norm of pre-norm encoders. */
  @Override
  public List<Variable> hiddenStates(Tape tape, int[] typeIds, Operand words) {
    var states = new ArrayList<Variable>();
    Variable x = embeddings.embed(tape, typeIds, words);
    states.add(x);
    for (int i = 0; i < layers.size(); i++) {
      x = apply(i, x, x, 0);
      if ((i + 1) % inner == 0) {
        states.add(x);
      }
    }
    states.set(states.size() - 1, finish(states.getLast()));
    return states;
  }

  /** Positions and types are added, and all is normalised. */
  @Override
  public Variable embed(Tape tape, int[] typeIds, Operand words) {
    return embeddings.embed(tape, typeIds, words);
  }
}
