package org.mekiki.cli.evaluate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.family.EncoderFamilies;

/** Small models that learn tasks with a known truth, as Hugging Face configurations say it. */
enum TruthShape {
  /** Two layers, 64 wide, with four heads. */
  BERT,
  /** One layer in both directions, 64 wide each; the classifier reads its largest states. */
  LSTM;

  /** The name in options and outputs. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All keys of the configuration, for a head of so many classes. */
  Map<String, String> keys(int vocabulary, int length) {
    Map<String, String> keys = new HashMap<>(sizes());
    keys.put("model_type", label());
    keys.put("vocab_size", Integer.toString(vocabulary));
    keys.put("max_position_embeddings", Integer.toString(length));
    keys.put("problem_type", "single_label_classification");
    return keys;
  }

  private Map<String, String> sizes() {
    return switch (this) {
      case BERT ->
          Map.of(
              "hidden_size", "64",
              "num_hidden_layers", "2",
              "num_attention_heads", "4",
              "intermediate_size", "128");
      case LSTM ->
          Map.of(
              "embedding_size", "64",
              "hidden_size", "64",
              "num_layers", "1",
              "bidirectional", "true",
              "pooling", "max");
    };
  }

  /** The encoder of such a configuration. */
  static EncoderConfig encoder(Map<String, String> keys) {
    var values = new ConfigValues(keys);
    return EncoderFamilies.of(values.text("model_type")).config(values);
  }
}
