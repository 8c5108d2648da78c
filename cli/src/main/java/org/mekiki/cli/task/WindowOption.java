package org.mekiki.cli.task;

import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether texts over the model's length are read in windows. */
public final class WindowOption {
  private static final String DEFAULT = "default";

  /** Neighbouring windows share one part in so many of their tokens. */
  private static final int SHARE = 4;

  @Option(
      names = "--window",
      paramLabel = "OVERLAP",
      arity = "0..1",
      preprocessor = TextAfterOption.class,
      description =
          "read a text over the length limit in windows instead of cutting it off; neighbours share"
              + " OVERLAP tokens, default: a quarter of the limit")
  private String overlap;

  /** What follows the option is its value only if it is a number, or tied to it by "=". */
  private static final class TextAfterOption implements IParameterPreprocessor {
    // The type of the parameter is the interface's.
    @SuppressWarnings("JdkObsolete")
    @Override
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean tied = !" ".equals(info.get("separator"));
      if (!tied && (arguments.isEmpty() || !arguments.peek().matches("[-+]?[0-9]+"))) {
        arguments.push(DEFAULT);
      }
      return false;
    }
  }

  /**
   * Refuses what can be windows of no text.
   *
   * @param maxLength tokens at most, 0 for the model's limit
   */
  public void check(TaskModel model, int maxLength) {
    if (overlap != null) {
      requireClassifier(model);
      int added = model.tokenizer().encode("", null, 0).size();
      Windows.requireOverlap(limit(model, maxLength) - added, overlap(model, maxLength));
    }
  }

  /** Refuses to cut off what is read in windows. */
  public void requireAlone(TruncationOption truncation) {
    truncation.check();
    if (overlap != null && truncation.given()) {
      throw new UserException(
          "--window reads the whole text, and nothing is cut off; leave out --truncation and"
              + " --truncation-side");
    }
  }

  private static void requireClassifier(TaskModel model) {
    String reason =
        switch (model.task()) {
          case SEQUENCE_CLASSIFICATION -> "";
          case TOKEN_CLASSIFICATION -> "a tag belongs to one place in the text";
          case MASKED_LM -> "a blank is one place in the text";
          case QUESTION_ANSWERING -> "a long passage is read in windows without being asked to";
          case SENTENCE_EMBEDDING -> "a vector stands for what is read at once";
        };
    if (!reason.isEmpty()) {
      throw new UserException(
          "--window is for models that judge whole texts; %s; leave it out".formatted(reason));
    }
  }

  /** The windows of a text; empty where it fits, or is to be cut off. */
  public Optional<Windows> windows(TaskModel model, TextItem item, int maxLength) {
    int limit = limit(model, maxLength);
    if (overlap == null) {
      return Optional.empty();
    }
    EncodedText whole =
        model.tokenizer().encode(item.text(), item.pair(), 0).of(item.text(), item.pair());
    return whole.size() <= limit
        ? Optional.empty()
        : Optional.of(Windows.of(whole, limit, overlap(model, maxLength)));
  }

  private static int limit(TaskModel model, int maxLength) {
    return maxLength == 0 ? model.maxLength() : Math.min(maxLength, model.maxLength());
  }

  private int overlap(TaskModel model, int maxLength) {
    if (overlap.equals(DEFAULT)) {
      return limit(model, maxLength) / SHARE;
    }
    if (!overlap.matches("[0-9]{1,9}")) {
      throw new UserException(
          "--window is \"%s\"; it takes a number of tokens that neighbouring windows share"
              .formatted(overlap));
    }
    return Integer.parseInt(overlap);
  }
}
