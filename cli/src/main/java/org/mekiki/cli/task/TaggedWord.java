package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.TextPart;
import org.mekiki.transformer.Prediction;

/**
 * A word, or several that make an entity, with its tag. A word has the tag of its first token.
 *
 * @param part where it stands
 * @param tag its tag; of an entity the kind, without B- and I-
 * @param probability that the tag is right; of an entity the mean of its words'
 */
record TaggedWord(TextPart part, String tag, double probability) {
  private static final String OUTSIDE = "O";

  static List<TaggedWord> words(
      EncodedText text, List<String> labels, List<Prediction> predictions) {
    return TextPart.words(text).stream()
        .map(
            part -> {
              Prediction first = predictions.get(part.tokens().row(0));
              int best = first.best();
              return new TaggedWord(part, labels.get(best), first.probabilities().get(best));
            })
        .toList();
  }

  boolean isOutside() {
    return tag.equals(OUTSIDE);
  }

  private String kind() {
    return begins() || tag.startsWith("I-") ? tag.substring(2) : tag;
  }

  private boolean begins() {
    return tag.startsWith("B-");
  }

  /** Neighbouring words of one kind, as long as none of them begins anew. */
  static List<TaggedWord> entities(List<TaggedWord> words) {
    var entities = new ArrayList<TaggedWord>();
    for (int first = 0; first < words.size(); ) {
      TaggedWord word = words.get(first);
      int end = first + 1;
      while (end < words.size()
          && words.get(end).kind().equals(word.kind())
          && !words.get(end).begins()
          && words.get(end).part().sequence() == word.part().sequence()) {
        end++;
      }
      if (!word.isOutside()) {
        List<TaggedWord> group = words.subList(first, end);
        entities.add(
            new TaggedWord(
                TextPart.ofWords(group.stream().map(TaggedWord::part).toList()),
                word.kind(),
                group.stream().mapToDouble(TaggedWord::probability).average().orElseThrow()));
      }
      first = end;
    }
    return entities;
  }
}
