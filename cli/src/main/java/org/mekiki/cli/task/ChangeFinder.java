package org.mekiki.cli.task;

import java.util.OptionalInt;
import org.mekiki.cli.choice.ChangeChoice;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.counterfactual.CounterfactualSearch;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.head.ProblemType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what would change the decision of a classifier.
 *
 * @param search the settings of the search
 * @param target the class that is looked at where each is there or not
 * @param towards the class that the decision has to turn to
 */
public record ChangeFinder(
    Classifier model, CounterfactualSearch search, OptionalInt target, OptionalInt towards) {
  /**
   * For a model.
   *
   * @throws UserException if it does not decide between classes, or has not those that were named
   */
  public static ChangeFinder of(TaskModel model, ChangeChoice choice) {
    if (!(model instanceof Classifier classifier)
        || classifier.problem() == ProblemType.REGRESSION) {
      throw new UserException(
          "only a classifier decides between classes; this model is for "
              + (model instanceof Classifier numbers
                  ? numbers.problem().label()
                  : model.task().label()));
    }
    OptionalInt target = choice.target(classifier.labels());
    if (target.isPresent() && classifier.problem() == ProblemType.SINGLE_LABEL) {
      throw choice
          .naming()
          .refusal(
              "{target} is for models whose classes do not exclude each other; this one decides"
                  + " for one class: name the class that it has to turn to with {to}");
    }
    return new ChangeFinder(
        classifier, choice.search(), target, choice.towards(classifier.labels()));
  }

  /** The model's answer to the text as it is, in JSON; the search knows it already. */
  public ObjectNode prediction(Counterfactual found) {
    return new ClassReader(model).json(found.logits(), found.probabilities());
  }

  /** The same for a person who reads this language. */
  public String answer(Counterfactual found, Speech speech) {
    return new ClassReader(model)
        .line(Logits.best(found.logits()), found.logits(), found.probabilities(), speech);
  }

  /** What would change the decision about a text. */
  public Counterfactual find(EncodedText text, Monitor monitor) {
    return search.of(model, text, target, towards, monitor);
  }
}
