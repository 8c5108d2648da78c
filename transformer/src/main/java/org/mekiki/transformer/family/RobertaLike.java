package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * RoBERTa (Liu et al. 2019) and the families that differ from it in name and training alone:
 * positions begin after the padding token's number and leave padding out. Tokens have the types
 * that the tokenizer gives them, which is the first for all with RoBERTa's own.
 *
 * @param name of the family
 * @param className that class names begin with
 * @param prefix of weights' names
 * @param vocabularySize where the configuration has none
 */
record RobertaLike(String name, String className, String prefix, int vocabularySize)
    implements EncoderFamily {
  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain =
        config(config, BertLike.base(name).vocabularySize(vocabularySize).build());
    return plain.with(BertLike.positions(plain.form(), config, true));
  }

  static EncoderConfig config(ConfigValues config, EncoderConfig absent) {
    int firstPosition = config.integer("pad_token_id", 1) + 1;
    return BertLike.read(config, absent).firstPosition(firstPosition).build();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    return withPadding(config);
  }

  /** Positions begin after the padding token's number. */
  static SequencedMap<String, Object> withPadding(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("pad_token_id", config.firstPosition() - 1);
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    return BertLike.encoderWeights(config, List.of(prefix, "")).list();
  }

  @Override
  public List<HeadForm> heads() {
    return heads(className);
  }

  static List<HeadForm> heads(String className) {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            className + "ForSequenceClassification",
            "classifier.dense",
            Activation.TANH,
            "classifier.out_proj"));
    heads.add(OtherHeads.lmHead(className + "ForMaskedLM"));
    heads.addAll(OtherHeads.plain(className));
    return heads;
  }
}
