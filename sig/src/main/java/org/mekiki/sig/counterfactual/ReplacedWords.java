package org.mekiki.sig.counterfactual;

import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.text.TextPart;

/** A text whose words have others in their place: read anew each time. */
final class ReplacedWords implements EditedText {
  private final TextModel model;
  private final EncodedText text;
  private final List<TextPart> words;
  private final List<List<String>> choices;

  /**
   * A text.
   *
   * @throws IllegalArgumentException if nothing of the text can be replaced
   */
  ReplacedWords(
      TextModel model, EncodedText text, List<TextPart> words, Replacements replacements) {
    this.model = model;
    this.text = text;
    this.words = List.copyOf(words);
    choices = words.stream().map(word -> replacements.forWord(word.in(text))).toList();
    if (choices.stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "the text has none of the words that can be replaced: "
              + String.join(", ", replacements.of().keySet()));
    }
  }

  @Override
  public int words() {
    return words.size();
  }

  @Override
  public int choices(int word) {
    return choices.get(word).size();
  }

  @Override
  public String replacement(int word, int choice) {
    return choices.get(word).get(choice);
  }

  @Override
  public double[][] logits(List<Edit> edits) {
    double[][] answers = new double[edits.size()][];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = verified(edits.get(i));
    }
    return answers;
  }

  @Override
  public double[] verified(Edit edit) {
    Interruption.checkCaller();
    EncodedText other =
        model.encode(
            edited(edit, 0, text.text()),
            text.pair() == null ? null : edited(edit, 1, text.pair()));
    return Logits.of(model, other, model.embeddings(other)).list().stream()
        .mapToDouble(logit -> logit)
        .toArray();
  }

  private String edited(Edit edit, int sequence, String source) {
    var out = new StringBuilder();
    int at = 0;
    for (int i = 0; i < edit.size(); i++) {
      TextPart word = words.get(edit.words().get(i));
      if (word.sequence() == sequence) {
        out.append(source, at, word.start());
        out.append(replacement(edit.words().get(i), edit.choices().get(i)));
        at = word.end();
      }
    }
    return out.append(source, at, source.length()).toString();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
