package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
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
 * ModernBERT's classifier: the first row or the mean of all, then
 * LayerNorm(activation(dense(row))), then a linear layer.
 *
 * @param architecture class name
 */
public record PooledClassifier(String architecture) implements HeadForm {
  private static final String POOLING = "pooling";
  private static final String ACTIVATION = "activation";
  private static final String DENSE_BIAS = "dense_bias";
  private static final String NORM_BIAS = "norm_bias";
  private static final String OUT = "classifier";

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of(List.of("head.dense.weight"), List.of(OUT + ".weight"));
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    int labels = HeadShapes.outputs(shapes, OUT, "sequence classifier");
    String pooling = config.text("classifier_pooling", "cls");
    if (!pooling.equals("cls") && !pooling.equals("mean")) {
      throw new UnsupportedModelException(
          "\"classifier_pooling\" is \"%s\" in the configuration; supported are cls, mean"
              .formatted(pooling));
    }
    Activation activation = Activation.of(config, "classifier_activation", Activation.GELU.label());
    HeadConfig head =
        new HeadConfig(task(), labels)
            .with(POOLING, pooling)
            .with(ACTIVATION, activation.label())
            .with(DENSE_BIAS, Boolean.toString(config.truth("classifier_bias", false)))
            .with(NORM_BIAS, Boolean.toString(config.truth("norm_bias", false)));
    return ProblemType.of(config, labels).in(head);
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    ConfigValues values = head.values();
    keys.put("classifier_pooling", values.text(POOLING));
    keys.put("classifier_activation", values.text(ACTIVATION));
    keys.put("classifier_bias", values.truth(DENSE_BIAS, false));
    ProblemType.of(head).addKey(keys);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int m = encoder.hiddenSize();
    return new WeightSpecs(List.of(""))
        .linear("head.dense", "head.dense", m, m, head.values().truth(DENSE_BIAS, false))
        .norm("head.norm", "head.norm", m, head.values().truth(NORM_BIAS, false))
        .head("head.out", OUT, m, head.labels())
        .list();
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public RowRange reads(HeadConfig head) {
    return pooling(head) == Pooling.CLS ? RowRange.FIRST : RowRange.ALL;
  }

  private static Pooling pooling(HeadConfig head) {
    return Pooling.of(head.values().text(POOLING)).getFirst();
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    Pooling pooling = pooling(head);
    Activation activation = Activation.of(head.values().text(ACTIVATION));
    LinearWeights dense = weights.linear("head.dense");
    Operand scale = weights.operand("head.norm.weight");
    Operand shift = weights.operand("head.norm.bias");
    LinearWeights out = weights.linear("head.out");
    Dropout dropout = weights.dropout();
    return rows -> {
      Variable active = activation.ofLinear(pooling.of(rows), dense);
      Variable normed = Ops.layerNorm(active, scale, shift, encoder.epsilon());
      return Ops.linear(dropout.answer(normed, "head.out"), out);
    };
  }
}
