package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.RecurrentForm;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.entity.EntityForm;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.SentenceClassifier;
import org.mekiki.transformer.head.Task;

/**
 * The families that are supported: the built-in ones, then those that other jars offer as services
 * ({@link EncoderFamily}).
 */
public final class EncoderFamilies {
  private static final List<EncoderFamily> BUILT_IN =
      List.of(
          new Bert(),
          new DistilBert(),
          new RobertaLike("roberta", "Roberta", "roberta.", 50265),
          new RobertaLike("camembert", "Camembert", "roberta.", 30522),
          new RobertaLike("xlm-roberta", "XLMRoberta", "roberta.", 30522),
          PreNormRoberta.xl(),
          PreNormRoberta.preLayerNorm(),
          new Electra(),
          new Albert(),
          new MpNet(),
          new Deberta(),
          new DebertaV2(),
          new ModernBert(),
          new MobileBert(),
          new SqueezeBert(),
          new ConvBert(),
          T5.t5(),
          T5.mt5(),
          T5.umt5(),
          new JinaBert(),
          new Ernie(),
          new MegatronBert(),
          new RobertaLike("data2vec-text", "Data2VecText", "data2vec_text.", 30522),
          new RemBert(),
          new Luke(),
          new RoFormer(),
          new NomicBert(),
          new EuroBert(),
          new Gemma3(),
          new Esm(),
          new JinaV3(),
          Gte.ofClass(),
          Gte.ofOwnCode(),
          new NeoBert(),
          new Recurrent(RecurrentForm.Cell.LSTM, "Lstm"),
          new Recurrent(RecurrentForm.Cell.GRU, "Gru"));

  private static final String ARCHITECTURES = "architectures.0";

  /** Key of the first module of a sentence-transformers directory. */
  private static final String MODULES = "modules.0.type";

  /** Option of a head: its class name. */
  private static final String ARCHITECTURE = "architecture";

  /** Those of other jars, looked for when a family is not built in or all are listed. */
  private static final class Provided {
    static final List<EncoderFamily> ALL = provided();
  }

  private EncoderFamilies() {}

  private static List<EncoderFamily> provided() {
    var all = new ArrayList<EncoderFamily>();
    for (EncoderFamily family : ServiceLoader.load(EncoderFamily.class)) {
      if (named(BUILT_IN, family.name()).or(() -> named(all, family.name())).isPresent()) {
        throw new IllegalArgumentException(
            "%s offers a model family \"%s\", but there is already one of this name"
                .formatted(family.getClass().getName(), family.name()));
      }
      all.add(family);
    }
    return List.copyOf(all);
  }

  private static Optional<EncoderFamily> named(List<EncoderFamily> families, String name) {
    return families.stream().filter(family -> family.name().equals(name)).findFirst();
  }

  /** {@return all of them, in the order in which messages name them} */
  public static List<EncoderFamily> all() {
    return Stream.concat(BUILT_IN.stream(), Provided.ALL.stream()).toList();
  }

  /** {@return those that come from other jars} */
  public static List<EncoderFamily> fromOtherJars() {
    return Provided.ALL;
  }

  /**
   * The family with this name.
   *
   * @param name as configurations give it: {@code model_type}
   * @return the family
   * @throws UnsupportedModelException naming those that there are
   */
  public static EncoderFamily of(String name) {
    return named(BUILT_IN, name)
        .or(() -> named(Provided.ALL, name))
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "model family \"%s\" is not supported; supported are %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(EncoderFamily::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The family of a configuration: the one that {@code model_type} names, unless the classes of the
   * model's own code say another.
   *
   * @param config flat: nested keys joined by dots
   * @return the family
   * @throws UnsupportedModelException naming those that there are, or that nothing is named
   */
  public static EncoderFamily of(ConfigValues config) {
    String type = config.text("model_type");
    if (type.equals("bert") && JinaBert.isOwnCode(config)) {
      return of(JinaBert.NAME);
    }
    return of(type.equals("xlm-roberta") && JinaV3.isOwnCode(config) ? JinaV3.NAME : type);
  }

  /**
   * Keys of a configuration that nobody asked for and that are not known to change no answer. Read
   * the encoder's and the head's configuration first.
   *
   * @param family the encoder's family
   * @param config the configuration that was read
   * @param keys of the outermost level
   * @return the keys that are unknown, sorted
   */
  public static List<String> unknownKeys(
      EncoderFamily family, ConfigValues config, Collection<String> keys) {
    return keys.stream()
        .filter(key -> !NeutralKeys.contains(family.name(), key) && config.isUnread(key))
        .sorted()
        .toList();
  }

  /**
   * A family's head for what a converted file says. Where a family has several forms for a task,
   * the file names the class; older files do not, and mean the first.
   *
   * @param family the encoder's family
   * @param head the head's configuration, as {@link HeadConfig#fromMap} read it
   * @return the form
   * @throws UnsupportedModelException if the family has none
   */
  public static HeadForm head(EncoderFamily family, HeadConfig head) {
    if (head.task() == Task.ENTITY_RECOGNITION) {
      return new EntityForm(); // on any family's rows
    }
    String architecture = head.values().text(ARCHITECTURE, "");
    if (architecture.equals(SentenceClassifier.ARCHITECTURE)) {
      return new SentenceClassifier(); // of vectors that any family makes
    }
    return family.heads().stream()
        .filter(form -> form.task() == head.task())
        .filter(form -> architecture.isEmpty() || form.architecture().equals(architecture))
        .findFirst()
        .orElseThrow(() -> without(family, head.task()));
  }

  /**
   * A family's first head for a task.
   *
   * @param family the encoder's family
   * @param task what is asked
   * @return the form
   * @throws UnsupportedModelException if the family has none
   */
  public static HeadForm head(EncoderFamily family, Task task) {
    return head(family, new HeadConfig(task, 1));
  }

  private static UnsupportedModelException without(EncoderFamily family, Task task) {
    return new UnsupportedModelException(
        "family \"%s\" has no head for %s".formatted(family.name(), task.label()));
  }

  /**
   * {@return a head's configuration, which names the form where it is not the family's first one}
   *
   * @param family the encoder's family
   * @param form one of its heads
   * @param config the Hugging Face configuration, flat: nested keys joined by dots
   * @param shapes of the checkpoint's tensors, by name
   * @throws UnsupportedModelException naming a key that is not supported
   */
  public static HeadConfig config(
      EncoderFamily family, HeadForm form, ConfigValues config, Map<String, Shape> shapes) {
    HeadConfig head;
    try {
      head = form.config(config, shapes);
    } catch (UnsupportedModelException e) {
      throw HeadSearch.instead(family, form, shapes.keySet())
          .map(words -> new UnsupportedModelException(e.getMessage() + "; " + words))
          .orElse(e);
    }
    return head(family, head).equals(form) ? head : head.with(ARCHITECTURE, form.architecture());
  }

  /**
   * {@return whether a configuration says which head a checkpoint has}
   *
   * @param config the Hugging Face configuration, flat: nested keys joined by dots
   */
  public static boolean namesHead(ConfigValues config) {
    return config.has(MODULES) || config.has(ARCHITECTURES);
  }

  /**
   * The head for sentence embeddings where the directory is one of sentence-transformers, else the
   * family's head with the class name of the configuration. Where it names none, it is the one of
   * which the checkpoint has the tensors.
   *
   * @param family the encoder's family
   * @param config the Hugging Face configuration, flat: nested keys joined by dots
   * @param tensors names of the checkpoint's
   * @return the form
   * @throws UnsupportedModelException naming those that there are, or a tensor of one that is not
   *     known
   */
  public static HeadForm head(EncoderFamily family, ConfigValues config, Set<String> tensors) {
    if (config.has(MODULES)) {
      return head(family, Task.SENTENCE_EMBEDDING);
    }
    if (!config.has(ARCHITECTURES)) {
      return HeadSearch.of(family, tensors, config.under("id2label"));
    }
    String architecture = config.text(ARCHITECTURES);
    String name = family.headClass(architecture);
    return family.heads().stream()
        .filter(form -> form.architecture().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "\"architectures\" is \"%s\" in the configuration; supported are %s, and"
                            .formatted(architecture, choice(family.heads()))
                        + " convert --task takes the weights for one of these"));
  }

  /**
   * {@return whether a tensor of a checkpoint, by its name, is part of a head that a model does not
   * use, so that it may be left out}
   *
   * @param specs all weights of the model
   */
  public static Predicate<String> unusedHeads(List<WeightSpec> specs) {
    return HeadTensors.unusedBy(specs);
  }

  /** Class names of heads, for messages. */
  static String choice(List<HeadForm> heads) {
    return heads.stream().map(HeadForm::architecture).collect(Collectors.joining(", "));
  }
}
