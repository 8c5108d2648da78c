package org.mekiki.cli.choice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.interaction.InteractionGame;
import org.mekiki.sig.text.TextUnits;
import org.mekiki.transformer.TaskModel;

/**
 * How texts are explained, whatever the model and the class.
 *
 * @param naming how settings are called
 * @param method how words are scored
 * @param baseline what they are moved from
 * @param units what is scored beside single tokens
 * @param budget what a text may cost
 * @param output what of a class is explained
 */
public record ExplainerChoice(
    Naming naming,
    MethodChoice method,
    BaselineChoice baseline,
    UnitsChoice units,
    BudgetChoice budget,
    OutputKindChoice output) {
  /** What it is made of. */
  static final List<Setting<?>> SETTINGS =
      Stream.of(
              MethodChoice.SETTINGS,
              BaselineChoice.SETTINGS,
              UnitsChoice.SETTINGS,
              BudgetChoice.SETTINGS,
              OutputKindChoice.SETTINGS)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  /** As it was chosen. */
  public static ExplainerChoice of(Chosen chosen) {
    return new ExplainerChoice(
        chosen.naming(),
        MethodChoice.of(chosen),
        BaselineChoice.of(chosen),
        UnitsChoice.of(chosen),
        BudgetChoice.of(chosen),
        OutputKindChoice.of(chosen));
  }

  /**
   * One explainer a method.
   *
   * @param pairsUnasked whether the pairs of the strongest words are wanted where nothing was said
   * @param features whether the feature level is wanted
   */
  public List<Explainer> explainers(boolean pairsUnasked, boolean features) {
    List<AttributionMethod> methods = method.methods();
    methods.forEach(each -> requireUse(each, features));
    List<Baseline> baselines = baseline.baselines(methods);
    if (baselines.size() > 1 && units.pairsAskedFor()) {
      throw naming.refusal(
          "pairs of words are masked with one baseline; leave out {interactions} and"
              + " {interactions-top}, or name one {baseline}");
    }
    if (units.ofAllContexts() && budget.isGiven()) {
      throw naming.refusal(
          "an index of {interactions} cannot save passes; leave out {budget}, or take"
              + " {interactions} last");
    }
    RunSettings settings = method.settings(methods);
    OutputKind kind = output.kind();
    boolean pairs = pairsUnasked && !budget.isGiven() && baselines.size() == 1;
    return methods.stream()
        .map(
            each ->
                Explainer.of(each)
                    .withSettings(settings)
                    .withBaselines(each.usesBaseline() ? baselines : List.of(baselines.getFirst()))
                    .withOutput(kind)
                    .withUnits(units.units(pairs && masksSingleWords(each))))
        .map(budget::limit)
        .toList();
  }

  /**
   * The same explainers with the units that the model's tokenizer has to find.
   *
   * @param explainers of {@link #explainers}
   * @param model what they explain
   */
  public List<Explainer> forModel(List<Explainer> explainers, TaskModel model) {
    return explainers.stream().map(each -> units.forModel(each, model.tokenizer())).toList();
  }

  /** Refuses choices that a method cannot serve. */
  private void requireUse(AttributionMethod each, boolean features) {
    if (features && !each.hasFeatures()) {
      throw naming.refusal(
          "{method} %s has no feature level; leave out {features}, or use {method} sig",
          each.name());
    }
    if (units.pairsAskedFor() && each.guarantee() == Guarantee.NONE) {
      throw naming.refusal(
          "{method} %s does not score in units of the explained value, which pairs need; leave out"
              + " {interactions} and {interactions-top}, or use {method} sig",
          each.name());
    }
  }

  /** Whether pairs are to its scores what two masked words are to one. */
  private static boolean masksSingleWords(AttributionMethod method) {
    return method.guarantee() == Guarantee.PARTS && method.usesBaseline();
  }

  /**
   * What pairs that were asked for will cost, in words.
   *
   * @param explainer of the model, which knows the words
   */
  public Optional<String> costOfPairs(EncodedText text, Explainer explainer) {
    if (!units.pairsAskedFor()) {
      return Optional.empty();
    }
    TextUnits asked = units.units(false);
    int words = Math.min(explainer.units().words(text), asked.interactingWords());
    if (words < 2 || asked.index() == InteractionIndex.LAST) {
      return Optional.of(
          "interactions of %d words: %d more forward passes"
              .formatted(words, Interactions.passes(words)));
    }
    var game = new InteractionGame(asked.index(), asked.order());
    game.requireFor(words);
    long least = game.leastPasses(words);
    long most = game.mostPasses(words);
    return Optional.of(
        "interactions of %d words by %s: %s more forward passes"
            .formatted(words, asked.index().label(), least == most ? most : least + " to " + most));
  }
}
