package org.mekiki.cli.option;

import java.util.function.Consumer;
import org.mekiki.cli.console.Nearest;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.Option;

/** How a model that makes vectors reads texts, and how much of a vector counts. */
public final class VectorOption {
  @Option(
      names = "--prompt",
      paramLabel = "NAME",
      description =
          "the model's prompt put before each text that becomes a vector;"
              + " default: the model's own default")
  private String prompt;

  @Option(
      names = "--prompt-text",
      paramLabel = "TEXT",
      description = "the same, given as text; \"\" for none")
  private String promptText;

  @Option(
      names = "--pair-prompt",
      paramLabel = "NAME",
      description = "the prompt before the second of two texts; default: that of the first")
  private String pairPrompt;

  @Option(
      names = "--truncate-dim",
      paramLabel = "N",
      description = "how many numbers of a vector to keep, from the first; default: all")
  private Integer dimensions;

  /** The model as the options have it. */
  TaskModel applied(TaskModel model, Consumer<String> notes) {
    boolean given =
        prompt != null || promptText != null || pairPrompt != null || dimensions != null;
    if (!(model instanceof SentenceEncoder encoder)) {
      if (given) {
        throw new UserException(
            "--prompt, --prompt-text, --pair-prompt and --truncate-dim are for models that make"
                + " vectors; this one is for "
                + model.task().label());
      }
      return model;
    }
    if (dimensions != null && (dimensions < 1 || dimensions > encoder.dimensions())) {
      throw new UserException(
          "--truncate-dim must be between 1 and %d, the length of the model's vectors; got %d"
              .formatted(encoder.dimensions(), dimensions));
    }
    SentenceEncoder prompted = prompted(encoder, notes);
    return dimensions == null ? prompted : prompted.withDimensions(dimensions);
  }

  private SentenceEncoder prompted(SentenceEncoder encoder, Consumer<String> notes) {
    if (prompt != null && promptText != null) {
      throw new UserException("give a prompt with --prompt or --prompt-text, not both");
    }
    if (prompt == null && promptText == null && pairPrompt == null) {
      if (!encoder.prompt().isEmpty()) {
        notes.accept(
            "the model's default prompt \"%s\" is put before each text (--prompt-text \"\" for none)"
                .formatted(encoder.prompt()));
      }
      return encoder;
    }
    String first = promptText != null ? promptText : named("--prompt", prompt, encoder);
    String second = pairPrompt == null ? first : named("--pair-prompt", pairPrompt, encoder);
    return encoder.withPrompts(first, second);
  }

  private static String named(String option, String name, SentenceEncoder encoder) {
    if (name == null) {
      return encoder.prompt();
    }
    String text = encoder.prompts().get(name);
    if (text != null) {
      return text;
    }
    throw new UserException(
        encoder.prompts().isEmpty()
            ? "%s %s: the model has no prompts of its own; give one with --prompt-text"
                .formatted(option, name)
            : "%s %s: the model has no such prompt; it has %s%s"
                .formatted(
                    option,
                    name,
                    String.join(", ", encoder.prompts().keySet()),
                    Nearest.hint(name, encoder.prompts().keySet())));
  }
}
