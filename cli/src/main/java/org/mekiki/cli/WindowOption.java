package org.mekiki.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Windows;
import org.mekiki.transformer.Classifier;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether texts over the model's length are read in windows. */
final class WindowOption {
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
  void check(Classifier classifier, int maxLength) {
    if (overlap != null) {
      int added = classifier.tokenizer().encode("", null, 0).size();
      Windows.requireOverlap(limit(classifier, maxLength) - added, overlap(classifier, maxLength));
    }
  }

  /** The windows of a text; empty where it fits, or is to be cut off. */
  Optional<Windows> windows(Classifier classifier, TextItem item, int maxLength) {
    int limit = limit(classifier, maxLength);
    if (overlap == null) {
      return Optional.empty();
    }
    EncodedText whole =
        classifier.tokenizer().encode(item.text(), item.pair(), 0).of(item.text(), item.pair());
    return whole.size() <= limit
        ? Optional.empty()
        : Optional.of(Windows.of(whole, limit, overlap(classifier, maxLength)));
  }

  private static int limit(Classifier classifier, int maxLength) {
    return maxLength == 0 ? classifier.maxLength() : Math.min(maxLength, classifier.maxLength());
  }

  private int overlap(Classifier classifier, int maxLength) {
    if (overlap.equals(DEFAULT)) {
      return limit(classifier, maxLength) / SHARE;
    }
    if (!overlap.matches("[0-9]{1,9}")) {
      throw new UserException(
          "--window is \"%s\"; it takes a number of tokens that neighbouring windows share"
              .formatted(overlap));
    }
    return Integer.parseInt(overlap);
  }
}
