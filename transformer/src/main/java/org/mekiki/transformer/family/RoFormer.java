package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.core.ops.RotaryAngles;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * RoFormer (Su et al. 2021): BERT with rotary positions, whose pairs are neighbours, and embeddings
 * that may be narrower than the layers.
 */
final class RoFormer implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("roformer.", "");
  private static final double THETA = 10_000;

  @Override
  public String name() {
    return "roformer";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain =
        BertLike.read(config, BertLike.base(name()).vocabularySize(50000).positions(1536).build())
            .build();
    int size = config.integer("embedding_size", plain.hiddenSize());
    EmbeddingForm.Steps steps =
        size == plain.hiddenSize() ? EmbeddingForm.Steps.NORM : EmbeddingForm.Steps.NORM_PROJECTION;
    var frequencies = RotaryFrequencies.of(THETA);
    return plain.with(
        plain
            .form()
            .with(new EmbeddingForm(size, steps, false))
            .with(
                new Rotary(
                    frequencies,
                    frequencies,
                    0,
                    "g".repeat(plain.layers()),
                    1,
                    true,
                    config.truth("rotary_value", false),
                    true)));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("embedding_size", config.embeddingSize());
    keys.put("rotary_value", config.form().positions() instanceof Rotary rotary && rotary.values());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = BertLike.encoderWeights(config, PREFIXES);
    if (config.form().embedding().steps().projects()) {
      specs.linear(
          "embeddings.projection",
          "embeddings_project",
          config.embeddingSize(),
          config.hiddenSize());
    }
    int positions = config.positions();
    int headSize = config.headSize();
    // Sines and cosines are stored, and used as they are.
    return specs
        .fixed(
            "positions.angles",
            "encoder.embed_positions.weight",
            () -> RotaryAngles.table(positions, headSize, THETA),
            positions,
            headSize)
        .list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        FirstRowClassifier.configured(
            "RoFormerForSequenceClassification",
            "classifier.dense",
            "hidden_act",
            "classifier.out_proj"));
    heads.add(OtherHeads.clsPredictions("RoFormerForMaskedLM"));
    heads.addAll(OtherHeads.plain("RoFormer"));
    return heads;
  }
}
