package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.core.model.Link;
import org.mekiki.sig.counterfactual.Change;
import org.mekiki.sig.counterfactual.Changes;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.counterfactual.Operation;
import org.mekiki.sig.evaluation.Logits;

/**
 * What would change a decision, in sentences.
 *
 * @param found what was found
 * @param link how logits become probabilities
 */
public record ChangeReading(Counterfactual found, Link link, Texts texts) {
  /** A sentence for each set whose change turns the decision, and how far all sets were tried. */
  public List<String> turning() {
    var sentences = new ArrayList<String>();
    found.turning().sets().forEach(change -> sentences.add(turned(change)));
    sentences.add(proof(found.turning(), "change.none"));
    return sentences;
  }

  /** A sentence for each set that keeps the decision alone, and how far all sets were tried. */
  public List<String> keeping() {
    return found
        .keeping()
        .map(
            changes -> {
              var sentences = new ArrayList<String>();
              changes.sets().forEach(change -> sentences.add(kept(change)));
              boolean nothing =
                  !changes.sets().isEmpty() && changes.sets().getFirst().words().isEmpty();
              if (!nothing) {
                sentences.add(proof(changes, "change.keep.none"));
              }
              return sentences;
            })
        .orElse(new ArrayList<>());
  }

  private String turned(Change change) {
    String key =
        switch (found.operation()) {
          case MASK -> "change.masked";
          case DELETE -> "change.deleted";
          case REPLACE -> "change.replaced";
        };
    return texts.of(key, words(change), answer(change));
  }

  private String kept(Change change) {
    if (change.words().isEmpty()) {
      return texts.of("change.keep.nothing", answer(change));
    }
    return texts.of(
        found.operation() == Operation.DELETE ? "change.keep.left" : "change.keep.masked",
        words(change),
        answer(change));
  }

  private String words(Change change) {
    return IntStream.range(0, change.words().size())
        .mapToObj(
            i -> {
              String word = names().of(change.words().get(i));
              return change.replacements().isEmpty()
                  ? word
                  : texts.of("change.instead", word, names().quoted(change.replacements().get(i)));
            })
        .collect(Collectors.joining(texts.of("change.and")));
  }

  private WordNames names() {
    return new WordNames(found.text(), found.words(), texts);
  }

  /** The class that it would be, with its probability. */
  private String answer(Change change) {
    if (link == Link.SIGMOID) {
      double probability = change.probabilities().get(found.index());
      return texts.of(
          probability >= 0.5 ? "change.there" : "change.not-there",
          names().quoted(found.labels().get(found.index())),
          texts.percent(probability));
    }
    int best = Logits.best(change.logits());
    return texts.of(
        "change.class",
        names().quoted(found.labels().get(best)),
        texts.percent(change.probabilities().get(best)));
  }

  private String proof(Changes changes, String none) {
    if (changes.sets().isEmpty()) {
      return texts.of(none, tried(changes));
    }
    int size = changes.sets().getFirst().words().size();
    String more =
        changes.reaching() > changes.sets().size()
            ? texts.of("change.more", changes.reaching() - changes.sets().size())
            : "";
    String key =
        !changes.minimal() ? "change.at-most" : size == 1 ? "change.least.one" : "change.least";
    return texts.of(key, size, changes.excluded()) + more;
  }

  private String tried(Changes changes) {
    return changes.excluded() < 0
        ? texts.of("change.tried.nothing")
        : changes.excluded() == found.words().size()
            ? texts.of("change.tried.all")
            : texts.of("change.tried", changes.excluded());
  }
}
