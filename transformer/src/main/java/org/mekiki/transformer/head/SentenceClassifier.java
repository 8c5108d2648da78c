package org.mekiki.transformer.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/** SetFit's classifier: the vector of a text, as sentence-transformers makes it, and a layer. */
public record SentenceClassifier() implements HeadForm {
  /** SetFit's class name. */
  public static final String ARCHITECTURE = "SetFitModel";

  /** What the layer's weights are called among a checkpoint's. */
  public static final String LAYER = "model_head";

  /** Configuration: whether vectors are given the length 1 before the layer reads them. */
  public static final String NORMALIZED = "setfit.normalize_embeddings";

  /** Option: numbers of the vector. */
  private static final String WIDTH = "width";

  private static final SentenceEmbedding VECTORS = new SentenceEmbedding(ARCHITECTURE);

  @Override
  public String architecture() {
    return ARCHITECTURE;
  }

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of();
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    HeadConfig vectors = VECTORS.config(config, shapes);
    int labels = HeadShapes.outputs(shapes, LAYER, "SetFit classifier");
    requireTextsAsTheyAre(vectors);
    HeadConfig head =
        new HeadConfig(task(), labels, vectors.options())
            .with(WIDTH, Integer.toString(vectors.labels()));
    if (config.truth(NORMALIZED, false)) {
      head = SentenceEmbedding.normalized(head);
    }
    return ProblemType.SINGLE_LABEL.in(head);
  }

  /** A classifier reads texts as they are given. */
  private static void requireTextsAsTheyAre(HeadConfig vectors) {
    Optional<String> prompt = SentenceEmbedding.defaultPrompt(vectors);
    if (prompt.isPresent() && !SentenceEmbedding.prompts(vectors).get(prompt.get()).isEmpty()) {
      throw new UnsupportedModelException(
          "\"default_prompt_name\" is \"%s\": a SetFit model with a prompt is not supported"
              .formatted(prompt.get()));
    }
    if (SentenceEmbedding.isLowerCase(vectors)) {
      throw new UnsupportedModelException(
          "\"do_lower_case\" is true: a SetFit model that reads lower case is not supported");
    }
  }

  private static HeadConfig vectors(HeadConfig head) {
    return new HeadConfig(Task.SENTENCE_EMBEDDING, head.values().integer(WIDTH), head.options());
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    HeadConfig vectors = vectors(head);
    var all = new ArrayList<>(VECTORS.weights(encoder, vectors));
    all.addAll(
        new WeightSpecs(List.of(""))
            .head("head.out", LAYER, vectors.labels(), head.labels())
            .list());
    return all;
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public RowRange reads(HeadConfig head) {
    return VECTORS.reads(vectors(head));
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    Head vectors = VECTORS.head(encoder, vectors(head), weights);
    LinearWeights out = weights.linear("head.out");
    return rows -> Ops.linear(vectors.outputs(rows), out);
  }
}
