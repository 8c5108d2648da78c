package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * LUKE (Yamada et al. 2020) for texts without entities: RoBERTa with BERT's classifier. What only
 * entities use is left out.
 */
final class Luke implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("luke.", "");

  @Override
  public String name() {
    return "luke";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    return RobertaLike.config(config, BertLike.base(name()).vocabularySize(50267).build());
  }

  /** With the smallest part for entities that there can be. */
  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = RobertaLike.withPadding(config);
    keys.put("entity_vocab_size", 1);
    keys.put("entity_emb_size", config.hiddenSize());
    keys.put("use_entity_aware_attention", false);
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    return BertLike.encoderWeights(config, PREFIXES).list();
  }

  /** The part for entities. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.contains("entity_embeddings.")
        || tensor.startsWith("entity_predictions.")
        || tensor.matches(".*\\.attention\\.self\\.(w2e|e2w|e2e)_query\\.(weight|bias)")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("LukeForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.lmHead("LukeForMaskedLM"));
    heads.addAll(OtherHeads.plain("Luke"));
    return heads;
  }
}
