package org.mekiki.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.UserException;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.report.wording.Texts;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.NoModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model to use: a converted file, a Hugging Face directory, or the embedded one. */
public final class ModelOption {
  private static final String EMBEDDED = "/org/mekiki/cli/sst2-small.mekiki";

  @Option(
      names = "--model",
      paramLabel = "FILE|DIR",
      description = "a converted model or a Hugging Face directory; default: the embedded model")
  private Path model;

  @Option(
      names = "--adapter",
      paramLabel = "DIR|NAME",
      description =
          "a LoRA adapter of PEFT, or the task of one that the model has of its own, which is"
              + " merged into the model of a directory")
  private Path adapter;

  @Mixin private VectorOption vectors = new VectorOption();
  @Mixin private JapaneseOption japanese = new JapaneseOption();

  private Consumer<String> notes = _ -> {};

  /** The embedded model, until the option parser knows better. */
  public ModelOption() {}

  /** The model at a place, as if given as an option. */
  public ModelOption(Path model) {
    this.model = model;
  }

  /** The model of a directory with an adapter, as if given as options; null for no adapter. */
  public ModelOption(Path model, Path adapter) {
    this.model = model;
    this.adapter = adapter;
  }

  /** With options for Japanese of a command of its own. */
  public ModelOption with(JapaneseOption option) {
    japanese = option;
    return this;
  }

  /** Who is told, in a sentence each, what the user should know of a directory. */
  public ModelOption tell(Consumer<String> listener) {
    notes = listener;
    return this;
  }

  /** What to call the model in results. */
  public String source() {
    String base = model == null ? ModelDescription.EMBEDDED + "sst2-small" : model.toString();
    return adapter == null ? base : base + " with " + adapter;
  }

  /** What is known to be weak about the model, said where people read answers. */
  public void tellLimits(Console console) {
    if (model == null) {
      console.tell(Texts.ENGLISH.of("caution.embedded"));
    }
  }

  public TaskModel load(ComputeContext context) throws IOException {
    try (ModelFile file = open()) {
      // Records name the model by this digest, so it has to be true.
      file.verifyIdentity();
      TaskModel loaded = TaskModel.of(file, context);
      japanese.require(loaded.tokenizer());
      return vectors.applied(loaded, notes);
    }
  }

  /**
   * Loads a model that chooses one class a text.
   *
   * @param command that works with no other, for the message
   */
  public Classifier loadClassifier(String command, ComputeContext context) throws IOException {
    TaskModel loaded = load(context);
    if (loaded instanceof Classifier classifier
        && classifier.problem() == ProblemType.SINGLE_LABEL) {
      return classifier;
    }
    String found =
        loaded instanceof Classifier classifier
            ? classifier.problem().label()
            : loaded.task().label();
    throw new UserException(
        "mekiki %s needs a classifier that chooses one class per text; this model is for %s"
            .formatted(command, found));
  }

  /** Works on what the model holds. */
  public interface ContentReader<T> {
    T read(ModelFile file) throws IOException;
  }

  /** Reads of the model's content, which is closed afterwards. */
  public <T> T read(ContentReader<T> reader) throws IOException {
    try (ModelFile file = open()) {
      return reader.read(file);
    }
  }

  /** The tokenizer alone: of a directory it reads the tokenizer's files only. */
  public Tokenizer tokenizer() throws IOException {
    if (model != null && Converter.converts(model)) {
      return japanese.require(Converter.tokenizer(model, japanese.words(), notes));
    }
    try (ModelFile file = open()) {
      return japanese.require(ModelDesign.tokenizer(file.content()));
    }
  }

  private ModelFile open() throws IOException {
    if (adapter != null && (model == null || !Converter.converts(model) && Files.exists(model))) {
      throw new UserException(
          "--adapter %s needs its base model: give a Hugging Face directory with --model, not %s"
              .formatted(adapter, model == null ? "the embedded model" : "the file " + model));
    }
    if (model == null) {
      try (InputStream in = ModelOption.class.getResourceAsStream(EMBEDDED)) {
        return japanese.applied(ModelFile.of(in.readAllBytes(), "the embedded model"));
      }
    }
    if (Converter.converts(model)) {
      return Converter.inMemory(model, Optional.ofNullable(adapter), japanese.words(), notes);
    }
    Optional<String> other = NoModel.at(model);
    if (other.isPresent()) {
      throw new UserException("model " + other.get());
    }
    ModelFile file = ModelFile.open(model);
    try {
      return japanese.applied(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
