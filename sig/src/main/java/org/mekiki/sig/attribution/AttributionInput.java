package org.mekiki.sig.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * What is explained: rows, where they come from, which of them move, and which move together.
 *
 * @param rows x, [m, d]
 * @param baseline b, [m, d]; not read where a row does not move
 * @param movable one entry a row
 * @param words the words, whose scores errors are measured by
 * @param phrases further sets of rows that are attributed as wholes
 * @param unscored rows that move as parts of phrases only; each other row that moves is in one word
 */
public record AttributionInput(
    Tensor rows,
    Tensor baseline,
    boolean[] movable,
    List<RowSet> words,
    List<RowSet> phrases,
    RowSet unscored) {
  /** Checks the shapes and sets, and copies. */
  public AttributionInput {
    if (rows.shape().rank() != 2 || !rows.shape().equals(baseline.shape())) {
      throw new ShapeMismatchException(
          "AttributionInput",
          "rows and baseline must have one shape [m, d]",
          rows.shape(),
          baseline.shape());
    }
    if (movable.length != rows.shape().dim(0)) {
      throw new IllegalArgumentException(
          "%d flags for %d rows".formatted(movable.length, rows.shape().dim(0)));
    }
    movable = movable.clone();
    words = List.copyOf(words);
    phrases = List.copyOf(phrases);
    int inWords = 0;
    for (RowSet word : words) {
      requireMovable(word, movable);
      inWords += word.size();
    }
    BitSet distinct = rowsOf(words);
    int moving = singles(movable).size() - unscored.size();
    boolean unscoredToo =
        IntStream.range(0, unscored.size()).anyMatch(k -> distinct.get(unscored.row(k)));
    if (inWords != moving || distinct.cardinality() != moving || unscoredToo) {
      throw new IllegalArgumentException("each row that moves must be in one word");
    }
    for (RowSet phrase : phrases) {
      requireMovable(phrase, movable);
    }
  }

  /**
   * Rows that are words by themselves.
   *
   * @param rows x, [m, d]
   * @param baseline b, [m, d]; not read where a row does not move
   * @param movable one entry a row
   */
  public AttributionInput(Tensor rows, Tensor baseline, boolean[] movable) {
    this(rows, baseline, movable, singles(movable), List.of(), RowSet.NONE);
  }

  /**
   * The embedding rows of a text: words move from the baseline; added tokens stay.
   *
   * @param model the model whose embedding rows these are
   * @param text the text's tokens
   * @param baseline what every row that moves is moved from
   * @return the m rows of the text, each piece of a word scored by itself
   * @throws IllegalArgumentException if the model's vocabulary has no such token
   */
  public static AttributionInput of(TextModel model, EncodedText text, Baseline baseline) {
    return of(model.embeddings(text), text, model.baselineRow(baseline));
  }

  /**
   * Embedding rows that were looked up before: words move from the baseline; added tokens stay.
   *
   * @param rows the text's embedding rows, [m, d]
   * @param text the text's tokens
   * @param from where every row that moves is moved from, d values
   * @return the m rows of the text, each piece of a word scored by itself
   */
  public static AttributionInput of(Tensor rows, EncodedText text, Tensor from) {
    int width = rows.shape().dim(1);
    float[] starts = rows.toArray();
    boolean[] movable = new boolean[text.size()];
    for (int i = 0; i < movable.length; i++) {
      movable[i] = !text.tokens().get(i).added();
      if (movable[i]) {
        System.arraycopy(from.array(), from.offset(), starts, i * width, width);
      }
    }
    return new AttributionInput(rows, Tensor.wrap(starts, 0, rows.shape()), movable);
  }

  private static List<RowSet> singles(boolean[] movable) {
    return IntStream.range(0, movable.length)
        .filter(row -> movable[row])
        .mapToObj(RowSet::of)
        .toList();
  }

  private static BitSet rowsOf(List<RowSet> sets) {
    var rows = new BitSet();
    for (RowSet set : sets) {
      for (int k = 0; k < set.size(); k++) {
        rows.set(set.row(k));
      }
    }
    return rows;
  }

  private static void requireMovable(RowSet unit, boolean[] movable) {
    for (int k = 0; k < unit.size(); k++) {
      if (unit.row(k) >= movable.length || !movable[unit.row(k)]) {
        throw new IllegalArgumentException(
            "row %d is to be moved with %s, but it cannot move".formatted(unit.row(k), unit));
      }
    }
    if (unit.size() == 0) {
      throw new IllegalArgumentException("a phrase has no row");
    }
  }

  /**
   * {@return a copy of this input with rows that make words together}
   *
   * @param other sets of rows, in which each row that moves is once
   */
  public AttributionInput withWords(List<RowSet> other) {
    return new AttributionInput(rows, baseline, movable, other, phrases, unscored);
  }

  /**
   * {@return a copy of this input with these phrases}
   *
   * @param other sets of rows that move; they may overlap
   */
  public AttributionInput withPhrases(List<RowSet> other) {
    return new AttributionInput(rows, baseline, movable, words, other, unscored);
  }

  /**
   * {@return a copy of this input with these words alone; no other row is scored, though it can
   * move in a phrase}
   *
   * @param other sets of rows that move, none in two sets
   */
  public AttributionInput withOnly(List<RowSet> other) {
    BitSet scored = rowsOf(other);
    int[] others = Arrays.stream(moving()).filter(row -> !scored.get(row)).toArray();
    return new AttributionInput(rows, baseline, movable, other, phrases, RowSet.of(others));
  }

  /**
   * The way back: every row that moves stands at its baseline, and is moved from where it stood.
   *
   * @return the same units on the masked text
   */
  public AttributionInput reversed() {
    return new AttributionInput(
        masked(RowSet.of(moving())), rows, movable, words, phrases, unscored);
  }

  /**
   * {@return x\S, [m, d]}
   *
   * @param set the rows S, which stand at their baseline
   */
  public Tensor masked(RowSet set) {
    float[] values = rows.toArray();
    for (int k = 0; k < set.size(); k++) {
      interpolate(set.row(k), 0, values, set.row(k) * width());
    }
    return Tensor.wrap(values, 0, rows.shape());
  }

  /** {@return the number of rows m} */
  public int size() {
    return rows.shape().dim(0);
  }

  /** {@return the row length d} */
  public int width() {
    return rows.shape().dim(1);
  }

  /** {@return a copy of the flags} */
  @Override
  public boolean[] movable() {
    return movable.clone();
  }

  boolean moves(int row) {
    return movable[row];
  }

  /** {@return the numbers of the rows that move, ascending} */
  public int[] moving() {
    return IntStream.range(0, size()).filter(this::moves).toArray();
  }

  /** Whether a row is attributed by itself. */
  boolean scores(int row) {
    return moves(row) && unscored.position(row) < 0;
  }

  /** {@return each row that is attributed by itself} */
  public List<RowSet> singles() {
    return singles(movable).stream().filter(single -> scores(single.row(0))).toList();
  }

  /** {@return all sets that are attributed, none twice: single rows, words, phrases} */
  public List<RowSet> units() {
    var units = new LinkedHashSet<>(singles());
    units.addAll(words);
    units.addAll(phrases);
    return new ArrayList<>(units);
  }

  /**
   * {@return x_ij − b_ij}
   *
   * @param row i
   * @param feature j
   */
  public double difference(int row, int feature) {
    int at = row * width() + feature;
    return (double) rows.getFlat(at) - baseline.getFlat(at);
  }

  /**
   * Writes a row at b + α (x − b).
   *
   * @param row number of the row
   * @param alpha α
   * @param target takes the d values
   * @param at where its first value goes
   */
  public void interpolate(int row, double alpha, float[] target, int at) {
    for (int j = 0; j < width(); j++) {
      double start = baseline.getFlat(row * width() + j);
      target[at + j] = (float) (start + alpha * difference(row, j));
    }
  }
}
