package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.RecurrentForm;
import org.mekiki.transformer.encoder.RecurrentForm.Cell;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.StateClassifier;

/**
 * Recurrent networks over word embeddings. Configuration keys are the arguments of PyTorch's {@code
 * nn.LSTM} and {@code nn.GRU}; weights have the names of their state dict, so that a module with
 * the attributes {@code embedding}, {@code lstm} or {@code gru}, and {@code classifier} is a
 * checkpoint.
 *
 * @param cell the kind of step, which gives the family its name
 * @param className that class names begin with
 */
record Recurrent(Cell cell, String className) implements EncoderFamily {
  private static final int LENGTH = 512;
  private static final List<String> TABLE = List.of("embedding.", "embeddings.");

  @Override
  public String name() {
    return cell.label();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requirePlainEncoder(config);
    config.requireOnly("proj_size", "0");
    var form =
        new RecurrentForm(cell, config.truth("bidirectional", false), config.truth("bias", true));
    int state = config.integer("hidden_size");
    int layers = config.integer("num_layers", 1);
    int size = config.integer("embedding_size", state);
    if (state < 1 || layers < 1 || state > Integer.MAX_VALUE / 8) {
      throw new UnsupportedModelException(
          "\"hidden_size\" is %d and \"num_layers\" %d in the configuration; both must be 1 or more"
              .formatted(state, layers));
    }
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size"))
        .hiddenSize(form.directions() * state)
        .layers(layers)
        .heads(1)
        .feedForwardSize(cell.gates() * state)
        .activation(Activation.TANH)
        .positions(config.integer("max_position_embeddings", LENGTH))
        .form(form(size, form))
        .build();
  }

  private static EncoderForm form(int embeddingSize, RecurrentForm recurrent) {
    return EncoderForm.bert(embeddingSize)
        .with(new EmbeddingForm(embeddingSize, EmbeddingForm.Steps.PLAIN, false))
        .with(recurrent);
  }

  private static RecurrentForm form(EncoderConfig config) {
    return config.form().recurrent().orElseThrow();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    RecurrentForm form = form(config);
    var keys = new LinkedHashMap<String, Object>();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("embedding_size", config.embeddingSize());
    keys.put("hidden_size", config.hiddenSize() / form.directions());
    keys.put("num_layers", config.layers());
    keys.put("bidirectional", form.bidirectional());
    keys.put("bias", form.bias());
    keys.put("max_position_embeddings", config.positions());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    RecurrentForm form = form(config);
    var specs =
        new ArrayList<>(
            new WeightSpecs(TABLE)
                .encoder(
                    "embeddings.word", "weight", config.vocabularySize(), config.embeddingSize())
                .list());
    var cells = new WeightSpecs(List.of(name() + ".", "rnn.", ""));
    for (int i = 0; i < config.layers(); i++) {
      int in = i == 0 ? config.embeddingSize() : config.hiddenSize();
      addCell(cells, "layers." + i + ".forward", "l" + i, in, config);
      if (form.bidirectional()) {
        addCell(cells, "layers." + i + ".backward", "l" + i + "_reverse", in, config);
      }
    }
    specs.addAll(cells.list());
    return specs;
  }

  private static void addCell(
      WeightSpecs specs, String to, String suffix, int in, EncoderConfig config) {
    RecurrentForm form = form(config);
    int state = config.hiddenSize() / form.directions();
    int rows = form.cell().gates() * state;
    specs
        .encoder(to + ".input.weight", "weight_ih_" + suffix, rows, in)
        .encoder(to + ".state.weight", "weight_hh_" + suffix, rows, state);
    if (form.bias()) {
      specs
          .encoder(to + ".input.bias", "bias_ih_" + suffix, rows)
          .encoder(to + ".state.bias", "bias_hh_" + suffix, rows);
    } else {
      specs.zeros(to + ".input.bias", rows).zeros(to + ".state.bias", rows);
    }
  }

  @Override
  public List<HeadForm> heads() {
    return List.of(
        new StateClassifier(className + "ForSequenceClassification"),
        RowClassifier.tags(className + "ForTokenClassification"));
  }
}
