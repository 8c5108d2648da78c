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
    int pc = startPc;
    int position = startPosition;
    while (true) {
      int operation = program.operation(pc);
      boolean fails = false;
      switch (operation) {
        case Program.ACCEPT -> {
          return accept(base, position, look);
        }
        case Program.CHARS -> {
          fails = position >= size || !program.set(program.a(pc)).contains(text[position]);
          position++;
          pc++;
        }
        case Program.SPLIT -> {
          int known = remembering ? states.get(state(pc, position)) : StateTable.UNKNOWN;
          if (known == StateTable.MATCHES) {
            return accept(base, position, look);
          }
          fails = known != StateTable.UNKNOWN;
          if (!remembering && --patience < 0) {
            return RESTART;
          }
          if (!fails) {
            push(pc, position);
            pc = program.a(pc);
          }
        }
        case Program.JUMP -> pc = program.a(pc);
        case Program.ANCHOR -> {
          fails = !isPlace(program.place(program.a(pc)), position);
          pc++;
        }
        case Program.BACK -> {
          position -= program.a(pc);
          fails = position < 0;
          pc++;
        }
        default -> {
          int end = run(pc + 1, position, operation == Program.LOOK);
          if (end == RESTART) {
            return RESTART;
          }
          if (operation == Program.LOOK) {
            fails = end >= 0 == (program.b(pc) == 1);
          } else {
            fails = end < 0;
            position = end;
          }
          pc = program.a(pc);
        }
      }
      if (fails) {
        if (!backtrack(base)) {
          return FAILED;
        }
        position = stack[depth];
        pc = program.b(stack[depth + 1]);
      }
    }
  }

  /** Takes the next way from the stack, which {@code stack[depth]} then points at. */
  private boolean backtrack(int base) {
    while (depth > base) {
      depth -= 2;
      int pc = stack[depth + 1];
      if (pc >= 0) {
        if (remembering) {
          // The state stays below its second way, to be known as failing when that is gone too.
          stack[depth + 1] = pc | EXHAUSTED;
          depth += 2;
          reserve();
          stack[depth] = stack[depth - 2];
          stack[depth + 1] = pc;
        }
        return true;
      }
      states.put(state(pc & ~EXHAUSTED, stack[depth]), StateTable.FAILS);
    }
    return false;
  }

  private void push(int pc, int position) {
    if (remembering) {
      states.put(state(pc, position), StateTable.OPEN);
    }
    reserve();
    stack[depth] = position;
    stack[depth + 1] = pc;
    depth += 2;
  }

  private void reserve() {
    if (depth + 2 > stack.length) {
      stack = Arrays.copyOf(stack, 2 * stack.length);
    }
  }

  /** All states on the stack lie on the way to the match. */
  private int accept(int base, int position, boolean look) {
    if (remembering) {
      for (int i = base; i < depth; i += 2) {
        int pc = stack[i + 1] & ~EXHAUSTED;
        states.put(state(pc, stack[i]), look ? StateTable.MATCHES : StateTable.UNKNOWN);
      }
    }
    depth = base;
    return position;
  }

  private long state(int pc, int position) {
    return (long) pc * (size + 1) + position;
  }

  private boolean isPlace(Node.Place place, int position) {
    boolean start = position == 0;
    boolean end = position == size;
    return switch (place) {
      case TEXT_START -> start;
      case TEXT_END -> end;
      case LINE_START -> start || !end && text[position - 1] == '\n';
      case LINE_END -> end || text[position] == '\n';
      case LAST_LINE_END -> end || position == size - 1 && text[position] == '\n';
      case WORD_BOUNDARY -> isBoundary(position);
      case NO_WORD_BOUNDARY -> !isBoundary(position);
    };
  }

  private boolean isBoundary(int position) {
    boolean before = position > 0 && Properties.isWord(text[position - 1]);
    boolean after = position < size && Properties.isWord(text[position]);
    return before != after;
  }
}
