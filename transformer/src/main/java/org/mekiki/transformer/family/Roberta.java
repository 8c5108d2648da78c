package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/** RoBERTa (Liu et al. 2019): positions begin after the padding token's number. */
final class Roberta implements EncoderFamily {
  @Override
  public String name() {
    return "roberta";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireSupported(config);
    int firstPosition = config.integer("pad_token_id", 1) + 1;
    return BertLike.config(name(), config, 50265, 512, 2, firstPosition);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    return BertLike.encoderWeights(config, List.of("roberta.", "")).list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            "RobertaForSequenceClassification",
            "classifier.dense",
            Activation.TANH,
            "classifier.out_proj"));
    heads.add(OtherHeads.lmHead("RobertaForMaskedLM"));
    heads.addAll(OtherHeads.plain("Roberta"));
    return heads;
  }
}
