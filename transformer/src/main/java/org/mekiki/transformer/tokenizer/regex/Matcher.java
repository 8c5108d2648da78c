package org.mekiki.transformer.tokenizer.regex;

import java.util.Arrays;

/**
 * Runs a program over one text, with a stack of its own instead of the thread's.
 *
 * <p>Where there is much to choose it remembers which states failed, and which looks succeeded.
 * There are only so many states, so no pattern takes longer than the product of its length and the
 * text's.
 */
final class Matcher {
  private static final int FAILED = -1;
  private static final int RESTART = -2;
  private static final int MATCHED = 1;
  private static final int ADVANCED = 0;

  /** Choices between two ways, for each code point of the text, before states are remembered. */
  private static final int PATIENCE = 64;

  /** Marks an entry on the stack that says a state has no way left. */
  private static final int EXHAUSTED = Integer.MIN_VALUE;

  private final Program program;
  private final int[] text;
  private final int size;
  private final StateTable states = new StateTable();
  private int[] stack = new int[64];
  private int depth;
  private int pc;
  private int position;
  private long patience;
  private boolean remembering;

  Matcher(Program program, int[] text, int size) {
    this.program = program;
    this.text = text;
    this.size = size;
    this.remembering = program.hasEmptyLoops();
    this.patience = PATIENCE * (size + 64L);
  }

  /** The end of the match that begins at a place, −1 if none does. */
  int match(int at) {
    int end = run(0, at, false);
    if (end == RESTART) {
      depth = 0;
      remembering = true;
      end = run(0, at, false);
    }
    if (end >= 0 && program.hasEmptyLoops()) {
      // What failed only because it came back to the way of the match may not fail again.
      states.clear();
    }
    return end;
  }

  private int run(int startPc, int startPosition, boolean look) {
    int base = depth;
    pc = startPc;
    position = startPosition;
    while (program.operation(pc) != Program.ACCEPT) {
      int outcome = step();
      if (outcome == RESTART) {
        return RESTART;
      }
      if (outcome == MATCHED) {
        break;
      }
      if (outcome == FAILED && !backtrack(base)) {
        return FAILED;
      }
    }
    return accept(base, look);
  }

  /** Runs one instruction. */
  private int step() {
    int a = program.a(pc);
    boolean goesOn = true;
    switch (program.operation(pc)) {
      case Program.CHARS -> {
        goesOn = position < size && program.set(a).contains(text[position]);
        position++;
        pc++;
      }
      case Program.JUMP -> pc = a;
      case Program.SPLIT -> {
        return choose(a);
      }
      case Program.ANCHOR -> {
        goesOn = isPlace(program.place(a));
        pc++;
      }
      case Program.BACK -> {
        goesOn = position >= a;
        position -= a;
        pc++;
      }
      default -> {
        return runBody(a);
      }
    }
    return goesOn ? ADVANCED : FAILED;
  }

  /** Takes the first of two ways, unless it is known where they lead. */
  private int choose(int first) {
    if (remembering) {
      int known = states.get(state(pc, position));
      if (known != StateTable.UNKNOWN) {
        return known == StateTable.MATCHES ? MATCHED : FAILED;
      }
      states.put(state(pc, position), StateTable.OPEN);
    } else if (--patience < 0) {
      return RESTART;
    }
    push(pc, position);
    pc = first;
    return ADVANCED;
  }

  /** Runs the program of a look or an atomic group, and goes on behind it. */
  private int runBody(int behind) {
    int start = pc;
    int from = position;
    boolean look = program.operation(start) == Program.LOOK;
    int end = run(start + 1, from, look);
    pc = behind;
    position = look ? from : end;
    if (end == RESTART) {
      return RESTART;
    }
    boolean wanted = !look || program.b(start) == 0;
    return end >= 0 == wanted ? ADVANCED : FAILED;
  }

  /** Takes the next way from the stack. */
  private boolean backtrack(int base) {
    while (depth > base) {
      depth -= 2;
      int split = stack[depth + 1];
      if (split >= 0) {
        position = stack[depth];
        pc = program.b(split);
        if (remembering) {
          // The state stays below its second way, to be known as failing when that is gone too.
          stack[depth + 1] = split | EXHAUSTED;
          depth += 2;
        }
        return true;
      }
      states.put(state(split & ~EXHAUSTED, stack[depth]), StateTable.FAILS);
    }
    return false;
  }

  private void push(int split, int at) {
    if (depth + 2 > stack.length) {
      stack = Arrays.copyOf(stack, 2 * stack.length);
    }
    stack[depth] = at;
    stack[depth + 1] = split;
    depth += 2;
  }

  /** All states on the stack lie on the way to the match. */
  private int accept(int base, boolean look) {
    if (remembering) {
      for (int i = base; i < depth; i += 2) {
        int split = stack[i + 1] & ~EXHAUSTED;
        states.put(state(split, stack[i]), look ? StateTable.MATCHES : StateTable.UNKNOWN);
      }
    }
    depth = base;
    return position;
  }

  private long state(int split, int at) {
    return (long) split * (size + 1) + at;
  }

  private boolean isPlace(Node.Place place) {
    boolean start = position == 0;
    boolean end = position == size;
    return switch (place) {
      case TEXT_START -> start;
      case TEXT_END -> end;
      case LINE_START -> start || !end && text[position - 1] == '\n';
      case LINE_END -> end || text[position] == '\n';
      case LAST_LINE_END -> end || position == size - 1 && text[position] == '\n';
      case WORD_BOUNDARY -> isBoundary();
      case NO_WORD_BOUNDARY -> !isBoundary();
    };
  }

  private boolean isBoundary() {
    boolean before = position > 0 && Properties.isWord(text[position - 1]);
    boolean after = position < size && Properties.isWord(text[position]);
    return before != after;
  }
}
