package org.mekiki.sig.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Variant;

/**
 * Units that are present or masked as wholes, the players of a coalition game: v(S) is F with the
 * players that are not in S at their baseline.
 *
 * @param players sets of rows that do not overlap
 * @param scored those whose scores are wanted of this game
 */
public record Game(List<RowSet> players, List<RowSet> scored) {
  /**
   * The games of an input: its words among each other; its pieces among each other, where a word
   * has several; and each phrase as one player among the words, or what it leaves of them.
   */
  public static List<Game> of(List<RowSet> words, List<RowSet> phrases) {
    var known = new LinkedHashSet<RowSet>(words);
    var games = new ArrayList<>(List.of(new Game(words, words)));
    List<RowSet> pieces = words.stream().flatMap(word -> pieces(word).stream()).toList();
    List<RowSet> further = pieces.stream().filter(known::add).toList();
    if (!further.isEmpty()) {
      games.add(new Game(pieces, further));
    }
    for (RowSet phrase : phrases) {
      Interruption.checkCaller();
      if (known.add(phrase)) {
        var players = new ArrayList<>(List.of(phrase));
        words.stream()
            .map(word -> without(word, phrase))
            .filter(rest -> rest.size() > 0)
            .forEach(players::add);
        games.add(new Game(players, List.of(phrase)));
      }
    }
    return games;
  }

  private static List<RowSet> pieces(RowSet word) {
    var pieces = new ArrayList<RowSet>();
    for (int k = 0; k < word.size(); k++) {
      pieces.add(RowSet.of(word.row(k)));
    }
    return pieces;
  }

  private static RowSet without(RowSet word, RowSet phrase) {
    return RowSet.of(
        pieces(word).stream()
            .mapToInt(piece -> piece.row(0))
            .filter(row -> phrase.position(row) < 0)
            .toArray());
  }

  /** Number of players. */
  public int size() {
    return players.size();
  }

  /** The input with the players that are not in the coalition masked. */
  public Variant variant(BitSet coalition) {
    Interruption.checkCaller();
    int[] masked = {};
    for (int p = 0; p < size(); p++) {
      if (!coalition.get(p)) {
        RowSet player = players.get(p);
        int at = masked.length;
        masked = Arrays.copyOf(masked, at + player.size());
        for (int k = 0; k < player.size(); k++) {
          masked[at + k] = player.row(k);
        }
      }
    }
    return Variant.masked(RowSet.of(masked));
  }
}
