package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/** BERT (Devlin et al. 2019): the classifier reads tanh(pooler(first row)). */
final class Bert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("bert.", "");

  @Override
  public String name() {
    return "bert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, BertLike.base(name()).build()).build();
    return plain.with(BertLike.positions(plain.form(), config, true));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    return BertLike.keys(config);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    return BertLike.encoderWeights(config, PREFIXES).list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("BertForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.clsPredictions("BertForMaskedLM"));
    heads.add(OtherHeads.clsPredictions("BertForPreTraining"));
    heads.addAll(OtherHeads.plain("Bert"));
    return heads;
  }
}
