package org.mekiki.sig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.interaction.InteractionGame;
import org.mekiki.sig.interaction.SetValues;
import org.mekiki.sig.text.TextPart;

/** An interaction index of words of one sentence, for one target or several. */
final class IndexedInteractions {
  private final InteractionGame game;
  private final Evaluator evaluator;
  private final AttributionInput input;
  private final double[] all;
  private final Map<List<RowSet>, List<SetValues>> known = new LinkedHashMap<>();

  /**
   * An index.
   *
   * @param evaluator of the targets
   * @param all F of the text, one value a target
   */
  IndexedInteractions(
      InteractionGame game, Evaluator evaluator, AttributionInput input, double[] all) {
    this.game = game;
    this.evaluator = evaluator;
    this.input = input;
    this.all = all;
  }

  /**
   * The index of the words whose scores are largest, a result a target; the other words stay.
   *
   * @param words scores of all words, a list a target
   * @param most how many words
   */
  List<Interactions> of(List<List<WordScore>> words, int most) {
    List<List<WordScore>> chosen =
        words.stream().map(each -> PairwiseInteractions.strongestInOrder(each, most)).toList();
    for (List<WordScore> each : chosen) {
      if (each.size() > 1) {
        known.computeIfAbsent(rows(each), players -> game.evaluate(evaluator, input, players, all));
      }
    }
    var found = new ArrayList<Interactions>();
    for (int t = 0; t < chosen.size(); t++) {
      List<SetValues> values = known.get(rows(chosen.get(t)));
      found.add(
          values == null ? nothing(chosen.get(t)) : interactions(chosen.get(t), values.get(t)));
    }
    return found;
  }

  private static List<RowSet> rows(List<WordScore> words) {
    return TextPart.rows(words.stream().map(WordScore::part).toList());
  }

  /** One word has no other one. */
  private Interactions nothing(List<WordScore> words) {
    List<List<Double>> alone = words.stream().map(_ -> List.of(0.0)).toList();
    return new Interactions(
        game.index(),
        game.order(),
        words,
        alone,
        alone,
        List.of(),
        List.of(),
        OptionalDouble.empty(),
        0);
  }

  private Interactions interactions(List<WordScore> words, SetValues values) {
    int n = words.size();
    var singles = new ArrayList<Interactions.Single>();
    var triples = new ArrayList<Interactions.Triple>();
    for (int i = 0; i < n; i++) {
      singles.add(new Interactions.Single(words.get(i), values.value(i), values.margin(i)));
    }
    for (List<Integer> set : values.triples()) {
      int[] places = set.stream().mapToInt(place -> place).toArray();
      triples.add(
          new Interactions.Triple(
              set.stream().map(words::get).toList(), values.value(places), values.margin(places)));
    }
    boolean intervals = values.margin(0).isPresent();
    return new Interactions(
        game.index(),
        game.order(),
        words,
        matrix(n, pair -> values.value(pair)),
        intervals ? matrix(n, pair -> values.margin(pair).orElseThrow()) : List.of(),
        singles,
        triples,
        values.explained(),
        evaluator.counts().forward());
  }

  private static List<List<Double>> matrix(int n, ToDoubleFunction<int[]> pair) {
    var rows = new ArrayList<List<Double>>();
    for (int i = 0; i < n; i++) {
      var row = new ArrayList<Double>();
      for (int j = 0; j < n; j++) {
        row.add(i == j ? 0 : pair.applyAsDouble(new int[] {Math.min(i, j), Math.max(i, j)}));
      }
      rows.add(row);
    }
    return rows;
  }
}
