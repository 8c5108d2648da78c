package org.mekiki.cli.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting;
import org.mekiki.cli.choice.TextChoices;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.task.ChangeFinder;
import org.mekiki.cli.task.Reader;
import org.mekiki.cli.task.TextExplainer;
import org.mekiki.cli.task.TextExplainer.Found;
import org.mekiki.cli.task.TextExplainer.Item;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.effect.Effects;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.TaskModel;

/**
 * How a text that comes over HTTP is explained: the settings of {@code explain} that concern one
 * text, each of them a field of the request.
 *
 * @param choices of the request
 */
record ExplainRequest(TextChoices choices) {
  /** The settings, by the name of their field. */
  static final SortedMap<String, Setting<?>> FIELDS = fields();

  /**
   * What was read of a text, and its explanations.
   *
   * @param change what would change the decision, where that was asked for
   * @param counts of all methods together
   */
  record Answer(
      EncodedText text,
      List<Found> explanations,
      Optional<Counterfactual> change,
      PassCounts counts) {}

  private static SortedMap<String, Setting<?>> fields() {
    var fields = new TreeMap<String, Setting<?>>();
    TextChoices.SETTINGS.forEach(setting -> fields.put(Naming.FIELDS.of(setting.name()), setting));
    return Collections.unmodifiableSortedMap(fields);
  }

  static ExplainRequest of(RequestBody body) {
    return new ExplainRequest(TextChoices.of(body.chosen(TextChoices.SETTINGS)));
  }

  Answer explain(TaskModel model, TextItem item, Monitor monitor) {
    Reader reader = Reader.of(model, AnswerChoice.DEFAULT);
    Optional<ChangeFinder> finder =
        choices.changeChoice().map(choice -> ChangeFinder.of(model, choice));
    choices.window().check(model, 0);
    Optional<Windows> windows = choices.window().windows(model, item, 0);
    Item read =
        windows.isPresent()
            ? new Item(null, windows.get())
            : new Item(reader.encode(item, 0), null);
    var all = new TextExplainer(reader, choices.targets(), choices.effectWords(), monitor);
    var found = new ArrayList<Found>();
    PassCounts counts = PassCounts.NONE;
    for (Explainer explainer :
        choices.how().forModel(choices.how().explainers(false, false), model)) {
      List<Found> some = all.explain(explainer, read);
      // Classes of one method share its passes.
      counts =
          counts
              .plus(some.getFirst().explanation().counts())
              .plus(
                  new PassCounts(some.getFirst().effects().map(Effects::passes).orElse(0L), 0, 0));
      found.addAll(some);
    }
    Optional<Counterfactual> change = finder.map(each -> each.find(read.text(), monitor));
    counts = counts.plus(new PassCounts(change.map(Counterfactual::passes).orElse(0L), 0, 0));
    return new Answer(found.getFirst().explanation().text(), found, change, counts);
  }
}
