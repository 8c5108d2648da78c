package org.mekiki.cli.record;

import org.mekiki.cli.choice.ChangeChoice;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.Baseline;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.sig.counterfactual.Change;
import org.mekiki.sig.counterfactual.Changes;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.counterfactual.Operation;
import org.mekiki.sig.evaluation.Logits;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What would change a decision, as a JSON object of the schema {@code mekiki/counterfactual/1}. */
public final class ChangeRecord {
  private ChangeRecord() {}

  /**
   * A record.
   *
   * @param prediction the model's answer to the text as it is
   * @param baseline what takes the place of masked words
   */
  public static ObjectNode of(
      TextItem item,
      ModelDescription model,
      ObjectNode prediction,
      Counterfactual found,
      Baseline baseline,
      long millis) {
    ObjectNode node = Records.about("mekiki/counterfactual/1", item, model);
    node.put("task", model.task().label()).set("prediction", prediction);
    LegibilityRecord.add(node, new Legibility(found.text(), model.unknown()));
    node.setAll(found(found, baseline));
    return node.put("millis", millis);
  }

  /** What was found, without the text and the model that it is about. */
  public static ObjectNode found(Counterfactual found, Baseline baseline) {
    ObjectNode node = Records.object();
    node.putObject("decision")
        .put("index", found.index())
        .put("label", found.labels().get(found.index()))
        .put("there", found.there());
    node.put("operation", ChangeChoice.label(found.operation()));
    if (found.operation() == Operation.MASK) {
      node.put("baseline", baseline.label());
    } else {
      node.putNull("baseline");
    }
    node.put("words", found.words().size());
    node.set("turning", changes(found, found.turning()));
    found
        .keeping()
        .ifPresentOrElse(
            keeping -> node.set("keeping", changes(found, keeping)), () -> node.putNull("keeping"));
    node.putObject("counts").put("forward", found.passes());
    return node;
  }

  private static ObjectNode changes(Counterfactual found, Changes changes) {
    ObjectNode node =
        Records.object()
            .put("minimal", changes.minimal())
            .put("excluded", changes.excluded())
            .put("limit", changes.limit())
            .put("reaching", changes.reaching())
            .put("forward", changes.passes());
    ArrayNode sets = node.putArray("sets");
    for (Change change : changes.sets()) {
      ObjectNode set = sets.addObject();
      ArrayNode words = set.putArray("words");
      for (int i = 0; i < change.words().size(); i++) {
        ObjectNode word = ExplanationRecord.addPart(words, change.words().get(i), found.text());
        if (!change.replacements().isEmpty()) {
          word.put("replacement", change.replacements().get(i));
        }
      }
      set.put("answer", found.labels().get(Logits.best(change.logits())));
      change.logits().forEach(set.putArray("logits")::add);
      change.probabilities().forEach(set.putArray("probabilities")::add);
    }
    return node;
  }
}
