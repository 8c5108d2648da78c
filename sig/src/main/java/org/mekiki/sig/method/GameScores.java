package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.game.Game;

/** Scores of the players of all games of an input, for each target. */
final class GameScores {
  private final AttributionInput input;
  private final List<Game> games;
  private final List<Map<RowSet, Double>> scores = new ArrayList<>();

  /** How a game's scores come about. */
  interface Rule {
    /**
     * The scores of all players, one list of them a target.
     *
     * @param number of the game
     */
    double[][] play(Game game, int number);
  }

  GameScores(AttributionInput input, int targets) {
    this.input = input;
    games = Game.of(input.words(), input.phrases());
    for (int t = 0; t < targets; t++) {
      scores.add(new HashMap<>());
    }
  }

  List<Game> games() {
    return games;
  }

  /** Plays all games, one after the other. */
  void play(Rule rule) {
    for (int g = 0; g < games.size(); g++) {
      Game game = games.get(g);
      double[][] played = rule.play(game, g);
      for (int t = 0; t < played.length; t++) {
        for (RowSet unit : game.scored()) {
          scores.get(t).put(unit, played[t][game.players().indexOf(unit)]);
        }
      }
    }
  }

  /** What was found for a target. */
  Attribution attribution(
      int target, double fInput, OptionalDouble fBaseline, PassCounts counts, Guarantee guarantee) {
    return new UnitScores(input, scores.get(target)::get)
        .attribution(fInput, fBaseline, counts, guarantee);
  }
}
