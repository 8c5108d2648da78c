package org.mekiki.cli.record;

import org.mekiki.sig.Explanation;
import org.mekiki.sig.effect.Effect;
import org.mekiki.sig.effect.Effects;
import org.mekiki.sig.text.TextPart;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens without words, as part of a record of an explanation. */
final class EffectRecord {
  private EffectRecord() {}

  /** All that is not about a single word. */
  static void add(ObjectNode node, Effects effects, Explanation explanation) {
    ObjectNode made =
        node.putObject("effects")
            .put("baseline", effects.baseline().label())
            .put("words", effects.words().size())
            .put("left", effects.left())
            .put("forward", effects.passes());
    put(made.putObject("all"), effects, effects.all(), explanation);
    ArrayNode pairs = made.putArray("pairs");
    for (Effect pair : effects.pairs()) {
      ObjectNode entry = pairs.addObject();
      ArrayNode words = entry.putArray("words");
      for (TextPart word : pair.words()) {
        words.add(number(word, explanation));
      }
      put(entry.putObject("without"), effects, pair, explanation);
    }
  }

  private static int number(TextPart word, Explanation explanation) {
    for (int i = 0; i < explanation.words().size(); i++) {
      if (explanation.words().get(i).part().equals(word)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no word of the explanation: " + word);
  }

  /** The answer without some words, as far as it is about the explained class. */
  static void put(ObjectNode node, Effects effects, Effect effect, Explanation explanation) {
    int target = explanation.target();
    node.put("logit", effect.without().logits().get(target));
    if (effect.without().probabilities().isEmpty()) {
      node.putNull("probability");
    } else {
      node.put("probability", effect.without().probabilities().get(target));
    }
    node.put("change", effects.change(effect, target));
    node.put("answer", explanation.labels().get(effect.without().best()));
    node.put("turns", effects.turns(effect, target));
  }
}
