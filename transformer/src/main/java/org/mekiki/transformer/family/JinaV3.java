package org.mekiki.transformer.family;

import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;

/**
 * jina-embeddings-v3 (Sturua et al. 2024): XLM-RoBERTa with rotary positions. Configurations have
 * the keys of transformers' class, or those of the model's own code, which call themselves {@code
 * xlm-roberta}.
 */
final class JinaV3 implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("roberta.", "");
  private static final double THETA = 20_000;

  /** The own code's class for configurations, behind its file. */
  private static final String CODE = ".XLMRobertaFlashConfig";

  static final String NAME = "jina_embeddings_v3";

  /** Functions that the own code computes. */
  private static final List<String> GELU =
      List.of("gelu", "gelu_new", "gelu_fast", "gelu_pytorch_tanh");

  private static final String CLASSES = "JinaEmbeddingsV3";
  private static final String OWN_CLASSES = "XLMRoberta";

  /** The own code's class that has adapters for tasks, around the encoder. */
  private static final String ADAPTED = OWN_CLASSES + "LoRA";

  @Override
  public String name() {
    return NAME;
  }

  /** Whether a configuration is one of the own code. */
  static boolean isOwnCode(ConfigValues config) {
    return config.under("auto_map").stream().anyMatch(reference -> reference.contains(CODE));
  }

  private EncoderConfig absent() {
    return BertLike.base(name())
        .vocabularySize(250002)
        .hiddenSize(1024)
        .layers(24)
        .heads(16)
        .feedForwardSize(4096)
        .epsilon(1e-5f)
        .positions(8194)
        .types(1)
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, CLASSES, OWN_CLASSES);
    return isOwnCode(config) ? ofOwnCode(config) : ofClass(config);
  }

  private EncoderConfig ofClass(ConfigValues config) {
    int hiddenSize = config.integer("hidden_size", absent().hiddenSize());
    int heads = config.integer("num_attention_heads", absent().heads());
    int headSize = config.integer("head_dim", BertLike.headSize(hiddenSize, heads));
    int positions = config.integer("max_position_embeddings", absent().positions());
    double theta = config.number("rotary_emb_base", THETA);
    EncoderForm form =
        form(config, RotaryKeys.read(config, theta, positions))
            .with(BertLike.heads(hiddenSize, heads, headSize, heads));
    return BertLike.readSizes(config, absent()).form(form).build();
  }

  private EncoderForm form(ConfigValues config, RotaryFrequencies frequencies) {
    int hiddenSize = config.integer("hidden_size", absent().hiddenSize());
    EncoderForm bert = EncoderForm.bert(Math.max(1, hiddenSize));
    return bert.with(bert.embedding().withoutPositions())
        .with(
            Rotary.everywhere(frequencies, config.integer("num_hidden_layers", absent().layers())));
  }

  private EncoderConfig ofOwnCode(ConfigValues config) {
    if (!config.text("position_embedding_type", "absolute").equals("rotary")) {
      throw new UnsupportedModelException(
          ("\"position_embedding_type\" is \"%s\" in the configuration of a model with code of its"
                  + " own; supported is \"rotary\"")
              .formatted(config.text("position_embedding_type", "absolute")));
    }
    config.requireOnly("pad_vocab_size_multiple", "1");
    String function = config.text("hidden_act", GELU.getFirst());
    if (!GELU.contains(function)) {
      throw new UnsupportedModelException(
          ("\"hidden_act\" is \"%s\" in the configuration of a model with code of its own, which"
                  + " has no other than GELU; supported are %s")
              .formatted(function, String.join(", ", GELU)));
    }
    EncoderConfig absent = absent().change().vocabularySize(30522).build();
    EncoderForm form = form(config, RotaryFrequencies.of(config.number("rotary_emb_base", 10_000)));
    return BertLike.readSizes(config, absent).form(form).build();
  }

  @Override
  public String headClass(String architecture) {
    return architecture.equals(ADAPTED)
        ? CLASSES + "Model"
        : architecture.startsWith(OWN_CLASSES)
            ? CLASSES + architecture.substring(OWN_CLASSES.length())
            : architecture;
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    if (config.form().attention().headSize() > 0) {
      keys.put("head_dim", config.headSize());
    }
    RotaryKeys.addTo(keys, (Rotary) config.form().positions());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    WeightSpecs specs = BertLike.tables(config, PREFIXES).norm("embeddings.norm", "emb_ln", m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layers." + i + ".";
      String to = "layers." + i + ".";
      BertLike.packedProjections(specs, to, from + "mixer.Wqkv", config, true);
      specs
          .linear(
              to + "attention_output",
              from + "mixer.out_proj",
              config.heads() * config.headSize(),
              m)
          .norm(to + "attention_norm", from + "norm1", m)
          .linear(to + "inner", from + "mlp.fc1", m, f)
          .linear(to + "outer", from + "mlp.fc2", f, m)
          .norm(to + "outer_norm", from + "norm2", m);
    }
    return specs.list();
  }

  @Override
  public List<HeadForm> heads() {
    return RobertaLike.heads(CLASSES);
  }
}
