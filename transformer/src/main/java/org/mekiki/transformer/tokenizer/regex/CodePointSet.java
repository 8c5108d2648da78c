package org.mekiki.transformer.tokenizer.regex;

import java.util.function.IntPredicate;

/** A set of code points; answers for the first 256 are looked up. */
final class CodePointSet {
  private static final int TABLED = 256;

  private final long[] table = new long[TABLED / Long.SIZE];
  private final IntPredicate members;

  private CodePointSet(IntPredicate members) {
    this.members = members;
    for (int c = 0; c < TABLED; c++) {
      if (members.test(c)) {
        table[c >> 6] |= 1L << c;
      }
    }
  }

  static CodePointSet of(IntPredicate members) {
    return new CodePointSet(members);
  }

  boolean contains(int c) {
    return c < TABLED ? (table[c >> 6] & 1L << c) != 0 : members.test(c);
  }

  /** All that differ from a member in case only are members as well. */
  static IntPredicate ignoringCase(IntPredicate members) {
    return c -> {
      int upper = Character.toUpperCase(c);
      int lower = Character.toLowerCase(upper);
      // The long s and the Kelvin sign are the two that have a letter of ASCII as their fold.
      return members.test(c)
          || members.test(upper)
          || members.test(lower)
          || members.test(Character.toLowerCase(c))
          || lower == 's' && members.test(0x17F)
          || lower == 'k' && members.test(0x212A);
    };
  }
}
