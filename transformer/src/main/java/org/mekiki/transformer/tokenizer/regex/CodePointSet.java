package org.mekiki.transformer.tokenizer.regex;

import java.util.BitSet;
import java.util.function.IntPredicate;

/** A set of code points; answers for the first 256 are looked up. */
final class CodePointSet {
  /** Code points below are looked up. */
  static final int TABLED = 256;

  private final long[] table = new long[TABLED / Long.SIZE];
  private final IntPredicate members;
  private final int weight;
  private final int single;

  private CodePointSet(IntPredicate members, int weight, int single) {
    this.members = members;
    this.weight = weight;
    this.single = single;
    for (int c = 0; c < TABLED; c++) {
      if (members.test(c)) {
        table[c >> 6] |= 1L << c;
      }
    }
  }

  static CodePointSet of(IntPredicate members) {
    return new CodePointSet(members, 1, -1);
  }

  /** A set whose members take several steps to be told. */
  static CodePointSet of(IntPredicate members, int weight) {
    return new CodePointSet(members, weight, -1);
  }

  /** One code point. */
  static CodePointSet single(int only) {
    return new CodePointSet(c -> c == only, 1, only);
  }

  /** One code point and those that differ from it in case only. */
  static CodePointSet ignoringCase(int one) {
    int[] others = CaseFolding.variants(one);
    return others.length == 0 ? single(one) : of(c -> c == one || isOneOf(c, others));
  }

  private static boolean isOneOf(int c, int[] others) {
    for (int other : others) {
      if (c == other) {
        return true;
      }
    }
    return false;
  }

  boolean contains(int c) {
    return c < TABLED ? (table[c >> 6] & 1L << c) != 0 : members.test(c);
  }

  /** Adds the members among those that are looked up. */
  void addTo(BitSet members) {
    members.or(BitSet.valueOf(table));
  }

  /** The steps that telling a member takes at most. */
  int weight() {
    return weight;
  }

  /** The only member, −1 if there may be several. */
  int single() {
    return single;
  }
}
