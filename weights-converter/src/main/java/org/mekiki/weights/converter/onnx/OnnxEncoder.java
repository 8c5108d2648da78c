package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.EncoderGraph.Layer;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Norm;
import org.mekiki.weights.converter.onnx.Term.Opaque;

/**
 * An encoder in an ONNX file, with its head: what it is, and its weights by the names of converted
 * files, as linear layers have them ([out, in]).
 */
public final class OnnxEncoder implements AutoCloseable {
  /** How far a scale may be from the root of a head's size, of it. */
  private static final double SCALE_TOLERANCE = 2e-3;

  private final OnnxFile file;
  private final EncoderGraph graph;
  private final HeadGraph head;
  private final Map<String, Numbers> weights = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();

  private OnnxEncoder(OnnxFile file) throws IOException {
    this.file = file;
    Scope scope = GraphReader.read(file);
    head = head(scope);
    graph = new EncoderSearch(file.path().toString(), scope.padding()).of(head.rows());
    requireAlike();
    collect();
  }

  /**
   * Opens a file, until it is closed.
   *
   * @param path the graph's file
   * @return the encoder
   * @throws ConversionException naming the node or the part that is not understood
   * @throws IOException if it cannot be read
   */
  public static OnnxEncoder open(Path path) throws IOException {
    OnnxFile file = OnnxFile.open(path);
    try {
      return new OnnxEncoder(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private ConversionException wrong(String what) {
    return new ConversionException(
        "%s: %s; take model.safetensors of the same model".formatted(file.path(), what));
  }

  /** The head that reads most of what others read too. */
  private HeadGraph head(Scope scope) throws ConversionException {
    HeadGraph best = null;
    String opaque = null;
    for (String output : file.graph().outputs()) {
      Term term = scope.value(output);
      Optional<HeadGraph> found = HeadGraph.of(term);
      if (found.isEmpty()) {
        unread.add(output);
        opaque =
            opaque != null
                ? opaque
                : term instanceof Opaque why
                    ? "%s, on which the output \"%s\" depends, is not understood"
                        .formatted(why.reason(), output)
                    : "the output \"%s\" is none of an encoder or a head that is known"
                        .formatted(output);
      } else if (best == null || found.get().kind().compareTo(best.kind()) > 0) {
        best = found.get();
      }
    }
    boolean left =
        best != null
            && best.kind() == OnnxHead.NONE
            && unread.stream().allMatch(OnnxEncoder::isPooled);
    if (best == null || !unread.isEmpty() && !left) {
      throw wrong(opaque == null ? "the graph has no output" : opaque);
    }
    return best;
  }

  /** What exporters call a vector that they pool of rows which the graph answers too. */
  private static boolean isPooled(String output) {
    return output.equals("sentence_embedding");
  }

  private void requireAlike() throws ConversionException {
    Layer first = graph.layers().getFirst();
    for (Layer layer : graph.layers()) {
      double scale =
          layer.attention().scale() * Math.sqrt((double) graph.width() / layer.attention().heads());
      if (layer.attention().heads() != first.attention().heads()
          || !layer.activation().equals(first.activation())) {
        throw wrong("the graph's layers differ in their heads or activations");
      }
      if (Math.abs(scale - 1) > SCALE_TOLERANCE) {
        throw wrong(
            "attention is scaled by %s, not by one over the root of a head's size"
                .formatted(layer.attention().scale()));
      }
      if (bias(layer) != bias(first)) {
        throw wrong("the graph's layers differ in their biases by distance");
      }
    }
    for (Norm norm : graph.norms()) {
      if ((float) norm.epsilon() != (float) graph.norm().epsilon()) {
        throw wrong(
            "the graph's norms add %s and %s to variances; encoders have one for all"
                .formatted(graph.norm().epsilon(), norm.epsilon()));
      }
    }
  }

  private static Numbers bias(Layer layer) {
    return layer.attention().bias() == null ? null : layer.attention().bias().table();
  }

  private void collect() {
    weights.put("embeddings.word", graph.tokens());
    weights.put("embeddings.position", graph.positions());
    if (graph.types() != null) {
      weights.put("embeddings.type", graph.types());
    }
    put("embeddings.norm", graph.norm());
    put("embeddings.projection", graph.projection());
    if (graph.bias() != null) {
      weights.put("positions.bias", graph.bias().table());
    }
    for (int i = 0; i < graph.layers().size(); i++) {
      Layer layer = graph.layers().get(i);
      String to = "layers." + i + ".";
      put(to + "query", layer.query());
      put(to + "key", layer.key());
      put(to + "value", layer.value());
      put(to + "attention_output", layer.output());
      put(to + "attention_norm", layer.attentionNorm());
      put(to + "inner", layer.inner());
      put(to + "outer", layer.outer());
      put(to + "outer_norm", layer.norm());
    }
    if (head.kind() != OnnxHead.NONE) {
      put("head.dense", head.dense());
      put("head.norm", head.norm());
      put("head.out", head.out());
    }
  }

  private void put(String name, Linear linear) {
    if (linear != null) {
      weights.put(name + ".weight", linear.weight());
      if (linear.bias() != null) {
        weights.put(name + ".bias", linear.bias());
      }
    }
  }

  private void put(String name, Norm norm) {
    if (norm != null) {
      weights.put(name + ".weight", norm.weight());
      weights.put(name + ".bias", norm.bias());
    }
  }

  /** {@return its sizes} */
  public OnnxSizes sizes() {
    return OnnxSizes.of(graph);
  }

  /** {@return what the graph answers} */
  public OnnxHead head() {
    return head.kind();
  }

  /** {@return the name of the function in the head; empty for none} */
  public String headActivation() {
    return head.activation();
  }

  /**
   * {@return the weights by the names of converted files; those of a head as {@code head.dense},
   * {@code head.norm} and {@code head.out}}
   */
  public Map<String, Numbers> weights() {
    return weights;
  }

  /** {@return names of outputs that were not read: vectors pooled of rows} */
  public List<String> unread() {
    return unread;
  }

  /** {@return whether weights are whole numbers, of which numbers are made} */
  public boolean isQuantised() {
    return weights.values().stream().anyMatch(OnnxEncoder::isQuantised);
  }

  private static boolean isQuantised(Numbers numbers) {
    return switch (numbers) {
      case Derived.Dequantised _ -> true;
      case Derived.Transposed(Numbers of) -> isQuantised(of);
      case Derived.Columns columns -> isQuantised(columns.whole());
      default -> false;
    };
  }

  /**
   * Checks that all that was read belongs together.
   *
   * @throws org.mekiki.transformer.file.FileChangedException if a file was written to since it was
   *     opened
   * @throws IOException if that cannot be found out
   */
  public void requireUnchanged() throws IOException {
    file.requireUnchanged();
  }

  @Override
  public void close() {
    file.close();
  }
}
