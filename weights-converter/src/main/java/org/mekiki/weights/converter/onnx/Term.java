package org.mekiki.weights.converter.onnx;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** What a value of a graph is, as far as encoders compute such values. Compared by identity. */
sealed interface Term {
  /** Something that is not understood, and what is to be said of it. */
  record Opaque(String reason) implements Term {}

  /** A constant. */
  record Constant(Numbers numbers) implements Term {}

  /**
   * Something that follows from numbers of tokens, masks, shapes and constants alone.
   *
   * @param values where they are known, in parts NaN; null where not even their count is
   */
  record Side(Rows rows, double[] values) implements Term {}

  /** Rows of a table. */
  record Table(Numbers table, Rows rows) implements Term {}

  /** A sum of others. */
  record Sum(List<Term> terms) implements Term {}

  /**
   * x · Wᵀ + bias.
   *
   * @param weight [out, in]
   * @param bias [out]; null for none yet
   * @param whole the product that this is a part of; null where it is none
   */
  record Linear(Term input, Numbers weight, Numbers bias, Linear whole) implements Term {}

  /** The mean of a row. */
  record Average(Term of) implements Term {}

  /** A row without its mean. */
  record Centred(Term of) implements Term {}

  /** The squares of a centred row. */
  record Squares(Term of) implements Term {}

  /** The variance of a row, and what is added to it. */
  record Variance(Term of, double epsilon) implements Term {}

  /** The root of a variance, or one over it. */
  record Deviation(Term of, double epsilon, boolean inverse) implements Term {}

  /** A row of mean 0 and variance 1. */
  record Standard(Term of, double epsilon) implements Term {}

  /** The same, multiplied by a vector. */
  record Scaled(Term of, double epsilon, Numbers weight) implements Term {}

  /** A layer norm. */
  record Norm(Term of, double epsilon, Numbers weight, Numbers bias) implements Term {}

  /**
   * A function of each number.
   *
   * @param of no function itself
   * @param size steps of which it consists
   */
  record Pointwise(Term of, DoubleUnaryOperator function, int size) implements Term {}

  /**
   * Rows cut into heads.
   *
   * @param of the whole rows
   * @param size numbers of a head
   * @param axes order of the dimensions: batch, sequence, heads, d for a head's numbers, and n for
   *     batch and heads in one
   */
  record Heads(Term of, int heads, int size, String axes) implements Term {}

  /**
   * Products of queries and keys.
   *
   * @param bias what is added; null for none
   */
  record Scores(Heads query, Heads key, double scale, Table bias) implements Term {}

  /** Their softmax. */
  record Shares(Scores scores) implements Term {}

  /**
   * Sums of values, heads beside each other.
   *
   * @param scale of the scores; NaN where it is not told
   */
  record Attention(Term query, Term key, Term value, int heads, double scale, Table bias)
      implements Term {}

  /** The first row. */
  record First(Term of) implements Term {}

  /** Numbers that were quantised while the graph runs. */
  record Quantised(Term of) implements Term {}

  /**
   * Their scale.
   *
   * @param weight a weight's, by which it is multiplied; null for none
   */
  record QuantisedScale(Term of, Numbers weight) implements Term {}

  /** A product of whole numbers. */
  record QuantisedProduct(Term of, Numbers weight, Numbers zero) implements Term {}

  /** What the rows of a table are chosen by. */
  enum Rows {
    /** Numbers of tokens. */
    TOKENS,
    /** Types of tokens. */
    TYPES,
    /** Positions from 0 on. */
    POSITIONS,
    /** Positions that leave padding out. */
    PADDED_POSITIONS,
    /** Which tokens are padding. */
    PADDING,
    /** 0 for all. */
    ZEROS,
    /** Which positions lie before which others, as masks of decoders have it. */
    ORDER,
    /** Anything else. */
    OTHER
  }

  /** How many numbers a row has; -1 where that is not known. */
  static int width(Term term) {
    return switch (term) {
      case Table table -> table.table().width();
      case Linear linear -> linear.weight().dims().getFirst();
      case Norm norm -> norm.weight().count();
      case Pointwise function -> width(function.of());
      case Sum sum -> width(sum.terms().getFirst());
      case Attention attention -> width(attention.value());
      case First first -> width(first.of());
      default -> -1;
    };
  }

  /** Whether it has nothing of what the model computes. */
  static boolean isSide(Term term) {
    return term instanceof Side || term instanceof Constant;
  }

  /** Whether it is rows of numbers, of whole rows. */
  static boolean isRows(Term term) {
    return switch (term) {
      case Table _, Sum _, Linear _, Norm _, Pointwise _, Attention _, First _, Scaled _ -> true;
      default -> false;
    };
  }
}
