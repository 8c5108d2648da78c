package org.mekiki.transformer.entity;

import java.util.List;
import java.util.Map;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.head.Head;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;

/**
 * GLiNER's head on any encoder (Zaratiani et al. 2024): labels stand before the text, each behind a
 * marker whose row becomes the label's; a word's row is that of its first token; an LSTM reads the
 * words in both directions; spans are scored against labels.
 *
 * <p>Its configuration is that of {@code gliner_config.json}, where {@code hidden_size} means rows
 * behind the encoder.
 */
public record EntityForm() implements HeadForm {
  /** The reference implementation's class name. */
  public static final String ARCHITECTURE = "GLiNER";

  /** What the names of the encoder's tensors begin with in checkpoints. */
  public static final String ENCODER = "token_rep_layer.bert_layer.model.";

  /** What the names of tensors begin with that the reference stores and never reads. */
  public static final String UNUSED = "cross_fuser.";

  /** Gates of an LSTM, whose rows stand one after the other. */
  private static final int GATES = 4;

  @Override
  public String architecture() {
    return ARCHITECTURE;
  }

  @Override
  public Task task() {
    return Task.ENTITY_RECOGNITION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of();
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    return EntityOptions.ofGliner(config).head();
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    EntityOptions.of(head).addKeys(keys);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    EntityOptions options = EntityOptions.of(head);
    int d = options.size();
    var specs = new WeightSpecs(List.of(""));
    if (encoder.hiddenSize() != d) {
      specs.head("head.projection", "token_rep_layer.projection", encoder.hiddenSize(), d);
    }
    for (int i = 0; i < options.recurrent(); i++) {
      cell(specs, "head.words." + i + ".forward", "l" + i, d);
      cell(specs, "head.words." + i + ".backward", "l" + i + "_reverse", d);
    }
    if (options.spans().byTokens()) {
      specs
          .head("head.token", "scorer.proj_token", d, 2 * d)
          .head("head.label", "scorer.proj_label", d, 2 * d);
      Widening.specify(specs, "head.ends", "scorer.out_mlp", 3, 3 * d, 4 * d, TokenScorer.LOGITS);
    } else {
      Widening.specify(specs, "head.prompt", "prompt_rep_layer", 3, d, 4 * d, d);
    }
    if (options.spans().byMarker()) {
      markers(specs, options);
    }
    return specs.list();
  }

  private static void cell(WeightSpecs specs, String name, String suffix, int d) {
    int state = d / 2;
    specs
        .encoder(name + ".input.weight", "rnn.lstm.weight_ih_" + suffix, GATES * state, d)
        .encoder(name + ".state.weight", "rnn.lstm.weight_hh_" + suffix, GATES * state, state)
        .encoder(name + ".input.bias", "rnn.lstm.bias_ih_" + suffix, GATES * state)
        .encoder(name + ".state.bias", "rnn.lstm.bias_hh_" + suffix, GATES * state);
  }

  private static void markers(WeightSpecs specs, EntityOptions options) {
    String from = "span_rep_layer.span_rep_layer.";
    int d = options.size();
    boolean plain = options.spans() == SpanScores.MARKER;
    int wide = plain ? 2 * d : 4 * d;
    Widening.specify(specs, "head.start", from + "project_start", 3, d, wide, d);
    Widening.specify(specs, "head.end", from + "project_end", 3, d, wide, d);
    if (plain) {
      specs.head("head.span", from + "out_project", 2 * d, d);
    } else {
      Widening.specify(specs, "head.span", from + "out_project", 3, 2 * d, wide, d);
    }
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    return new EntityHead(encoder, EntityOptions.of(head), weights);
  }
}
