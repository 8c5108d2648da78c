package org.mekiki.transformer.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;

/**
 * A score of each entry of the vocabulary for each row: decoder(transform(row)). The decoder's
 * matrix is the table of word embeddings where the configuration ties them; it is a constant then
 * too, so no gradient flows through it.
 *
 * @param architecture class name
 * @param transform what is done first
 * @param decoder name of the matrix in checkpoints that do not tie it, without ".weight"
 * @param bias names of its bias in checkpoints, in order of preference where the matrix is tied
 */
public record MaskedLanguageModelHead(
    String architecture, RowTransform transform, String decoder, List<String> bias)
    implements HeadForm {
  private static final String TIED = "tied";

  /** Copies. */
  public MaskedLanguageModelHead {
    bias = List.copyOf(bias);
  }

  @Override
  public Task task() {
    return Task.MASKED_LM;
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    boolean tied = config.truth("tie_word_embeddings", true);
    int entries =
        shapes.entrySet().stream()
            .filter(entry -> bias.contains(entry.getKey()))
            .mapToInt(entry -> entry.getValue().size())
            .findFirst()
            .orElseGet(() -> HeadShapes.outputs(shapes, decoder, "masked language model"));
    var head = new HeadConfig(task(), entries).with(TIED, Boolean.toString(tied));
    return transform.in(head, config);
  }

  private static boolean tied(HeadConfig head) {
    return head.values().truth(TIED, true);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int width = encoder.hiddenSize();
    var specs = new ArrayList<>(transform.weights(encoder.hiddenSize(), width));
    // An untied layer's own bias is the one that is used; a tied one's is another name of it.
    List<String> names = tied(head) ? bias : bias.reversed();
    specs.add(new WeightSpec("head.decoder.bias", names, Shape.of(encoder.vocabularySize())));
    if (!tied(head)) {
      specs.add(
          new WeightSpec(
              "head.decoder.weight",
              List.of(decoder + ".weight"),
              Shape.of(encoder.vocabularySize(), width)));
    }
    return specs;
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    Head first = RowTransform.of(encoder, head, weights);
    String matrix = tied(head) ? "embeddings.word" : "head.decoder.weight";
    LinearWeights entries = weights.linear(matrix, "head.decoder.bias");
    return rows -> Ops.linear(first.outputs(rows), entries);
  }
}
