package org.mekiki.cli.choice;

import java.util.List;
import java.util.Optional;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.TaskModel;

/**
 * Whether texts over the model's length are read in windows.
 *
 * @param naming how settings are called
 * @param overlap tokens that neighbours share, as it was written; null where texts are cut off
 */
public record WindowChoice(Naming naming, String overlap) {
  private static final String DEFAULT = "default";

  /** Whether a long text is read in windows. */
  boolean isGiven() {
    return overlap != null;
  }

  /** Neighbouring windows share one part in so many of their tokens. */
  private static final int SHARE = 4;

  private static final Setting<String> WINDOW =
      Setting.string(
              "window",
              "OVERLAP",
              "read a text over the length limit in windows instead of cutting it off;"
                  + " neighbouring windows share OVERLAP tokens; default: a quarter of the limit")
          .orBare(DEFAULT);

  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS = List.of(WINDOW);

  /** As it was chosen. */
  public static WindowChoice of(Chosen chosen) {
    return new WindowChoice(chosen.naming(), chosen.get(WINDOW));
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
  public void requireAlone(TruncationChoice truncation) {
    if (overlap != null && truncation.isGiven()) {
      throw naming.refusal(
          "{window} reads the whole text, and nothing is cut off; leave out {truncation} and"
              + " {truncation-side}");
    }
  }

  private void requireClassifier(TaskModel model) {
    String reason =
        switch (model.task()) {
          case SEQUENCE_CLASSIFICATION -> "";
          case TOKEN_CLASSIFICATION -> "a tag belongs to one place in the text";
          case MASKED_LM -> "a blank is one place in the text";
          case QUESTION_ANSWERING -> "a long passage is read in windows without being asked to";
          case SENTENCE_EMBEDDING -> "a vector represents what is read at once";
          case ENTITY_RECOGNITION -> "an entity belongs to one place in the text";
        };
    if (!reason.isEmpty()) {
      throw naming.refusal(
          "{window} is for models that judge whole texts; %s; leave it out", reason);
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
      throw naming.refusal(
          "{window} is \"%s\"; it takes a number of tokens that neighbouring windows share",
          overlap);
    }
    return Integer.parseInt(overlap);
  }
}
