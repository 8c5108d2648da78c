package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.TextPart;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.head.TagScheme;

/**
 * A word, or several that make an entity, with its tag. A word has the tag of its first token.
 *
 * @param part where it stands
 * @param tag its tag; of an entity its kind alone
 * @param probability that the tag is right; of an entity the mean of its words'
 * @param reading what the tag says by the model's scheme
 */
record TaggedWord(TextPart part, String tag, double probability, TagScheme.Tag reading) {
  static List<TaggedWord> words(
      EncodedText text, List<String> labels, List<Prediction> predictions) {
    TagScheme scheme = TagScheme.of(labels);
    return TextPart.words(text).stream()
        .map(
            part -> {
              Prediction first = predictions.get(part.tokens().row(0));
              int best = first.best();
              String tag = labels.get(best);
              return new TaggedWord(part, tag, first.probabilities().get(best), scheme.tag(tag));
            })
        .toList();
  }

  boolean isOutside() {
    return reading.outside();
  }

  /** Neighbouring words of one kind, as long as none begins anew or ended before. */
  static List<TaggedWord> entities(List<TaggedWord> words) {
    var entities = new ArrayList<TaggedWord>();
    for (int first = 0; first < words.size(); ) {
      TaggedWord word = words.get(first);
      int end = first + 1;
      while (end < words.size()
          && words.get(end).reading().continues(words.get(end - 1).reading())
          && words.get(end).part().sequence() == word.part().sequence()) {
        end++;
      }
      if (!word.isOutside()) {
        List<TaggedWord> group = words.subList(first, end);
        entities.add(
            new TaggedWord(
                TextPart.ofWords(group.stream().map(TaggedWord::part).toList()),
                word.reading().kind(),
                group.stream().mapToDouble(TaggedWord::probability).average().orElseThrow(),
                word.reading()));
      }
      first = end;
    }
    return entities;
  }
}
