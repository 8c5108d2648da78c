package org.mekiki.cli.train;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.mekiki.cli.option.JapaneseOption;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.weights.converter.NewModel;

/**
 * What training begins with, and what is known before labels are.
 *
 * @param choice that it was read for
 * @param design of the model that there is, with the head that it has; null for a new one
 * @param fresh what a configuration says; null where there is a model
 * @param stored weights to begin with
 * @param identity for checkpoints
 */
record Beginning(
    TrainModelChoice choice,
    ModelDesign design,
    NewModel fresh,
    List<StoredTensor> stored,
    String identity) {
  /** What configurations have where they say nothing. */
  private static final double USUAL_DROPOUT = 0.1;

  /**
   * Reads the model, or the configuration.
   *
   * @param japanese how Japanese text is cut into words
   * @param told what the user should know of a model's directory
   */
  static Beginning read(TrainModelChoice choice, JapaneseOption japanese, Consumer<String> told)
      throws IOException {
    if (choice.isFresh()) {
      NewModel fresh = NewModel.read(choice.config(), japanese.words());
      String digest = sha256(fresh);
      return new Beginning(
          choice,
          null,
          fresh,
          List.of(),
          "the configuration and tokenizer with the SHA-256 " + digest);
    }
    return new ModelOption(choice.init())
        .with(japanese)
        .tell(told)
        .read(
            file -> {
              file.verifyIdentity();
              var loaded = new ArrayList<StoredTensor>();
              for (StoredTensor tensor : file.content().tensors()) {
                float[] values = tensor.source().read();
                loaded.add(
                    new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), () -> values));
              }
              ModelDesign design = ModelDesign.of(file.content());
              japanese.require(design.tokenizer());
              return new Beginning(choice, design, null, loaded, "the model " + file.sha256());
            });
  }

  /** Of the keys in order, each with its value, and of the tokenizer as model files hold it. */
  private static String sha256(NewModel fresh) throws IOException {
    try (var digest =
        new DigestOutputStream(
            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      var out = new DataOutputStream(digest);
      for (Map.Entry<String, String> entry : new TreeMap<>(fresh.configuration()).entrySet()) {
        for (String each : List.of(entry.getKey(), entry.getValue())) {
          byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
          out.writeInt(bytes.length);
          out.write(bytes);
        }
      }
      fresh.tokenizer().writeTo(out);
      out.flush();
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java machine has SHA-256", e);
    }
  }

  /**
   * The settings of a run as its checkpoint is compared with them. Older checkpoints name a
   * configuration by its hash code, and what it says of the model beside it; a run goes on from
   * them too.
   *
   * @param settings of the run that is to go on
   * @param stored in the checkpoint
   */
  SequencedMap<String, String> asStored(
      SequencedMap<String, String> settings, Map<String, String> stored) {
    var compared = new LinkedHashMap<>(settings);
    if (fresh != null) {
      String older = "the configuration " + new TreeMap<>(fresh.configuration()).hashCode();
      compared.replaceAll(
          (name, value) ->
              value.equals(identity) && older.equals(stored.get(name)) ? older : value);
    }
    return compared;
  }

  /**
   * The design to train.
   *
   * @param otherwise labels where neither options nor the model name any: the teacher's, or those
   *     that stand in the data; for classes alone
   */
  ModelDesign design(List<String> otherwise) {
    Task wanted = choice.goal().task();
    if (!choice.learnsClasses()) {
      return design != null && design.head().task() == wanted ? design : design(wanted, List.of());
    }
    List<String> names = labels(otherwise);
    TrainLabels.requireClasses(problem(), names);
    boolean same =
        design != null
            && design.head().task() == wanted
            && design.labels().equals(names)
            && ProblemType.of(design.head()) == problem();
    return same ? design : design(wanted, names);
  }

  private List<String> labels(List<String> otherwise) {
    if (choice.labels() != null) {
      return choice.labels().stream().map(String::strip).toList();
    }
    List<String> own = ownLabels();
    if (!own.isEmpty()) {
      return own;
    }
    if (problem() == ProblemType.REGRESSION) {
      return List.of("score");
    }
    return otherwise;
  }

  private List<String> ownLabels() {
    if (fresh != null) {
      return fresh.labels();
    }
    return design.head().task() == Task.SEQUENCE_CLASSIFICATION ? design.labels() : List.of();
  }

  /** What the answers are. */
  ProblemType problem() {
    if (choice.problem().isPresent()) {
      return choice.problem().get();
    }
    if (design != null && design.head().task() == Task.SEQUENCE_CLASSIFICATION) {
      return ProblemType.of(design.head());
    }
    String named = fresh == null ? null : fresh.configuration().get("problem_type");
    for (ProblemType type : ProblemType.values()) {
      if (type.label().equals(named)) {
        return type;
      }
    }
    return ProblemType.SINGLE_LABEL;
  }

  private ModelDesign design(Task task, List<String> names) {
    Map<String, String> keys = new HashMap<>();
    if (fresh != null) {
      keys.putAll(fresh.configuration());
    }
    keys.put("problem_type", problem().label());
    return fresh != null
        ? ModelDesign.of(fresh.encoder(), fresh.tokenizer(), task, names, keys)
        : ModelDesign.of(design.encoder(), design.tokenizer(), task, names, keys);
  }

  /** What of the numbers is left out. */
  DropoutRates dropout() {
    if (choice.dropout() != null) {
      return DropoutRates.of(choice.dropout());
    }
    if (fresh == null) {
      return DropoutRates.of(USUAL_DROPOUT);
    }
    var values = new ConfigValues(fresh.configuration());
    double rows = values.number("hidden_dropout_prob", USUAL_DROPOUT);
    return new DropoutRates(
        rows,
        values.number("attention_probs_dropout_prob", USUAL_DROPOUT),
        values.number("classifier_dropout", rows));
  }

  /** What checkpoints call it, which is what the option does. */
  private static String name(ProblemType problem) {
    return switch (problem) {
      case SINGLE_LABEL -> "single";
      case MULTI_LABEL -> "multi";
      case REGRESSION -> "regression";
    };
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings) {
    settings.put("--task", choice.goal().label());
    settings.put(choice.isFresh() ? "--config" : "--init", identity);
    settings.put("--labels", String.valueOf(choice.labels()));
    settings.put("--problem", choice.problem().map(Beginning::name).orElse("null"));
    settings.put("--dropout", dropout().toString());
  }
}
