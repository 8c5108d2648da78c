package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Dropout;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * EuroBERT's classifier: out(GELU(dense(row))) of the first row, of the mean of all, or the mean of
 * what it is for each.
 *
 * @param architecture class name
 */
public record DenseClassifier(String architecture) implements HeadForm {
  private static final String POOLING = "pooling";
  private static final String FIRST = "bos";
  private static final String MEAN = "mean";
  private static final String LATE = "late";
  private static final List<String> POOLINGS = List.of(FIRST, MEAN, LATE);
  private static final String KEY = "classifier_pooling";
  private static final String DENSE = "dense";
  private static final String OUT = "classifier";

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of(List.of(DENSE + ".weight"), List.of(OUT + ".weight"));
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    int labels = HeadShapes.outputs(shapes, OUT, "sequence classifier");
    // The first models have an older name of the key.
    String pooling = config.text(KEY, config.text("clf_pooling", LATE));
    if (!POOLINGS.contains(pooling)) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" in the configuration; supported are %s"
              .formatted(KEY, pooling, String.join(", ", POOLINGS)));
    }
    return ProblemType.of(config, labels).in(new HeadConfig(task(), labels).with(POOLING, pooling));
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    keys.put(KEY, head.values().text(POOLING));
    ProblemType.of(head).addKey(keys);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int m = encoder.hiddenSize();
    return new WeightSpecs(List.of(""))
        .head("head.dense", DENSE, m, m)
        .head("head.out", OUT, m, head.labels())
        .list();
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public RowRange reads(HeadConfig head) {
    return head.values().text(POOLING).equals(FIRST) ? RowRange.FIRST : RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    String pooling = head.values().text(POOLING);
    LinearWeights dense = weights.linear("head.dense");
    LinearWeights out = weights.linear("head.out");
    Dropout dropout = weights.dropout();
    return rows -> {
      Variable pooled =
          switch (pooling) {
            case FIRST -> Activation.GELU.ofLinear(Pooling.CLS.of(rows), dense);
            case MEAN -> Activation.GELU.ofLinear(Pooling.MEAN.of(rows), dense);
            // The last layer's mean is the last layer of the mean.
            default -> Pooling.MEAN.of(Activation.GELU.ofLinear(rows, dense));
          };
      return Ops.linear(dropout.answer(pooled, "head.out"), out);
    };
  }
}
