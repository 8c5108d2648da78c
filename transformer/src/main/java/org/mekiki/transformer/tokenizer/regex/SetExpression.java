package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Sets of sets, written behind their operands (reverse Polish notation), so that neither their
 * number nor how they nest takes more than a step each.
 */
final class SetExpression {
  private static final int OR = -1;
  private static final int AND = -2;
  private static final int NOT = -3;

  private final List<IntPredicate> operands = new ArrayList<>();

  /** Operators, and the numbers of operands. */
  private int[] terms = new int[4];

  private int count;
  private int weight;
  private int depth;
  private int deepest;

  void operand(MemberList members) {
    add(operands.size());
    operands.add(members.union());
    weight += members.weight();
    deepest = Math.max(deepest, ++depth);
  }

  void or() {
    operator(OR);
    depth--;
  }

  void and() {
    operator(AND);
    depth--;
  }

  void not() {
    operator(NOT);
  }

  private void operator(int operator) {
    add(operator);
    weight++;
  }

  private void add(int term) {
    if (count == terms.length) {
      terms = Arrays.copyOf(terms, 2 * count);
    }
    terms[count++] = term;
  }

  /** The steps that telling a member takes at most. */
  int weight() {
    return weight;
  }

  /** The set, when everything was said. */
  IntPredicate finished() {
    if (count == 1) {
      return operands.getFirst();
    }
    IntPredicate[] sets = operands.toArray(new IntPredicate[0]);
    int[] all = Arrays.copyOf(terms, count);
    int room = deepest;
    return c -> test(sets, all, room, c);
  }

  private static boolean test(IntPredicate[] operands, int[] terms, int room, int c) {
    boolean[] stack = new boolean[room];
    int top = -1;
    for (int term : terms) {
      switch (term) {
        case NOT -> stack[top] = !stack[top];
        case OR -> {
          top--;
          stack[top] |= stack[top + 1];
        }
        case AND -> {
          top--;
          stack[top] &= stack[top + 1];
        }
        default -> stack[++top] = operands[term].test(c);
      }
    }
    return stack[0];
  }
}
