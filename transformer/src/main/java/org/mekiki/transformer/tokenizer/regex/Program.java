package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern as instructions. Each has an operation and up to three arguments; what stands behind it
 * is the next one unless said otherwise.
 *
 * <p>The bodies of looks and of atomic groups are programs of their own, which end in {@link
 * #ACCEPT}; the instruction before a body says where the program goes on behind it.
 *
 * <p>Where several ways meet ({@link #LOOP}, {@link #LAZY_LOOP}, {@link #JOIN}) it can be
 * remembered what became of going on from a place of the text. What becomes of it depends on no
 * more than on the place and on the loops around that may be left because a round took nothing:
 * such rounds are always those of the innermost loops, so a join needs one number for each loop
 * around it, and one for none.
 */
final class Program {
  static final int ACCEPT = 0;

  /** Takes the code point {@code a}. */
  static final int ONE = 1;

  /** Takes a code point of set {@code a}. */
  static final int CHARS = 2;

  /** Takes a code point of set {@code a} if it is there, and never gives it back. */
  static final int CHARS_IF = 3;

  /**
   * Takes as many code points of set {@code a} as there are, may give them back; on at {@code b}.
   */
  static final int RUN = 4;

  /** The same, but gives none back. */
  static final int POSSESSIVE_RUN = 5;

  /** Goes on with the next instruction, and at {@code a} if that fails. */
  static final int SPLIT = 6;

  /** Goes on at {@code a}, and with the next instruction if that fails. */
  static final int LAZY_SPLIT = 7;

  /** A split at which rounds begin; {@code b} and {@code c} as for {@link #JOIN}. */
  static final int LOOP = 8;

  /** A lazy split at which rounds begin. */
  static final int LAZY_LOOP = 9;

  /** Where ways meet: the first of its numbers is {@code b}, {@code c} loops are around. */
  static final int JOIN = 10;

  /** Begins a round of a loop, the {@code a}th of those around, that may take nothing. */
  static final int ROUND = 11;

  /** Ends the round: on at {@code b} if it took nothing, else on at {@code c}. */
  static final int ROUND_END = 12;

  /** Goes on at {@code a}. */
  static final int JUMP = 13;

  /** Needs to stand at the place with the number {@code a}. */
  static final int ANCHOR = 14;

  /** The body behind it must match; goes on at {@code a}. */
  static final int LOOK = 15;

  /** The body behind it must not match; goes on at {@code a}. */
  static final int NEGATED_LOOK = 16;

  /** Takes what the body behind it takes at first; goes on at {@code a}. */
  static final int ATOMIC = 17;

  /** Moves back by {@code a} code points. */
  static final int BACK = 18;

  /** Integers of an instruction. */
  static final int STRIDE = 4;

  /** The largest size of a program. */
  static final int LARGEST = 1 << 16;

  /** The instructions; those that an instruction names are indices into this array. */
  final int[] code;

  final CodePointSet[] sets;

  final Node.Place[] places;

  /** The numbers that joins have. */
  final int joins;

  /** The steps that a program can take at most for one code point, up to a small factor. */
  final int size;

  /** Holds all code points that a match can begin with; null if a match can be empty. */
  final CodePointSet firsts;

  Program(int[] code, List<CodePointSet> sets, List<Node.Place> places, int joins, int size) {
    this.code = code;
    this.sets = sets.toArray(new CodePointSet[0]);
    this.places = places.toArray(new Node.Place[0]);
    this.joins = joins;
    this.size = size;
    this.firsts = firsts();
  }

  /** Whatever can be reached without taking anything; looks and places are taken for granted. */
  private CodePointSet firsts() {
    var firsts = new BitSet(CodePointSet.TABLED);
    var seen = new BitSet(code.length);
    var open = new ArrayDeque<Integer>();
    open.push(0);
    while (!open.isEmpty()) {
      int pc = open.pop();
      if (seen.get(pc)) {
        continue;
      }
      seen.set(pc);
      int a = code[pc + 1];
      switch (code[pc]) {
        case ACCEPT, BACK -> {
          return null;
        }
        case ONE -> {
          if (a < CodePointSet.TABLED) {
            firsts.set(a);
          }
        }
        case CHARS -> sets[a].addTo(firsts);
        case CHARS_IF, RUN, POSSESSIVE_RUN -> {
          sets[a].addTo(firsts);
          open.push(code[pc] == CHARS_IF ? pc + STRIDE : code[pc + 2]);
        }
        case SPLIT, LAZY_SPLIT, LOOP, LAZY_LOOP -> {
          open.push(pc + STRIDE);
          open.push(a);
        }
        case ROUND_END -> {
          open.push(code[pc + 2]);
          open.push(code[pc + 3]);
        }
        case JUMP, LOOK, NEGATED_LOOK -> open.push(a);
        default -> open.push(pc + STRIDE);
      }
    }
    return CodePointSet.of(c -> c >= CodePointSet.TABLED || firsts.get(c));
  }
}
