package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Dropout;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * Classes from the last row, by a linear layer without a bias, as models that were made of decoders
 * have them.
 *
 * @param architecture class name
 */
public record LastRowClassifier(String architecture) implements HeadForm {
  private static final String OUT = "score";

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of(List.of(OUT + ".weight"));
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    int labels = HeadShapes.outputs(shapes, OUT, "sequence classifier");
    return ProblemType.of(config, labels).in(new HeadConfig(task(), labels));
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    ProblemType.of(head).addKey(keys);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    return new WeightSpecs(List.of(""))
        .linear("head.out", OUT, encoder.hiddenSize(), head.labels(), false)
        .list();
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    LinearWeights out = weights.linear("head.out");
    Dropout dropout = weights.dropout();
    return rows -> {
      int last = rows.shape().dim(1) - 1;
      return Ops.linear(dropout.answer(Ops.select(rows, 1, last), "head.out"), out);
    };
  }
}
