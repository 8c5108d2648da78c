package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.Map;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;

/** BERT (Devlin et al. 2019): the head is classifier(tanh(pooler(first row))). */
final class Bert implements EncoderFamily {
  @Override
  public String name() {
    return "bert";
  }

  @Override
  public String architecture() {
    return "BertForSequenceClassification";
  }

  @Override
  public EncoderConfig config(ConfigValues config, Map<String, Shape> shapes) {
    BertLike.requireSupported(config);
    int labels = BertLike.labels("classifier.weight", shapes);
    return BertLike.config(name(), config, 30522, 512, 2, 0, labels);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    return BertLike.encoderWeights(config, "bert.")
        .linear("head.dense", "pooler.dense", m, m)
        .head("head.out", "classifier", m, config.labels())
        .list();
  }

  @Override
  public ClassifierHead head(Weights weights) {
    LinearWeights dense = weights.linear("head.dense");
    LinearWeights out = weights.linear("head.out");
    return first -> Ops.linear(Ops.tanh(Ops.linear(first, dense)), out);
  }
}
