package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.Map;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;

/** RoBERTa (Liu et al. 2019): positions begin after the padding token's number. */
final class Roberta implements EncoderFamily {
  @Override
  public String name() {
    return "roberta";
  }

  @Override
  public String architecture() {
    return "RobertaForSequenceClassification";
  }

  @Override
  public EncoderConfig config(ConfigValues config, Map<String, Shape> shapes) {
    BertLike.requireSupported(config);
    int labels = BertLike.labels("classifier.out_proj.weight", shapes);
    int firstPosition = config.integer("pad_token_id", 1) + 1;
    return BertLike.config(name(), config, 50265, 512, 2, firstPosition, labels);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    return BertLike.encoderWeights(config, "roberta.")
        .head("head.dense", "classifier.dense", m, m)
        .head("head.out", "classifier.out_proj", m, config.labels())
        .list();
  }

  @Override
  public ClassifierHead head(Weights weights) {
    LinearWeights dense = weights.linear("head.dense");
    LinearWeights out = weights.linear("head.out");
    return first -> Ops.linear(Ops.tanh(Ops.linear(first, dense)), out);
  }
}
