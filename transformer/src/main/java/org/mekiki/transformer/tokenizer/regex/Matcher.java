package org.mekiki.transformer.tokenizer.regex;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Runs a program over one text, with a stack of its own instead of the thread's.
 *
 * <p>Once there was much to choose it remembers what became of going on from where ways meet
 * (memoization; for looks and atomic groups as in Fujinami and Hasuo, Efficient Matching with
 * Memoization for Regexes with Look-around and Atomic Grouping, ESOP 2024). Then every instruction
 * runs once at most for each place of the text, in all searches over this text together, but for
 * those of the matches themselves.
 */
final class Matcher {
  /** Steps for each code point of the text before anything is remembered. */
  static final int PATIENCE = 128;

  /** The largest product of a program's size and a text's. */
  static final long LARGEST_PRODUCT = 1L << 33;

  /** Steps after which it is asked whether to go on. */
  static final int STEPS_BETWEEN_CHECKS = 1 << 16;

  /** The memory in bytes that either the stack or what is remembered may take. */
  static final long LARGEST_MEMORY = 1L << 28;

  /** All loops around have taken something in this round. */
  private static final long ALL = 0x7FF;

  // An entry of the stack: from the lowest bit on, a place, an instruction or the number of a join,
  // how many loops around have taken something, and what it is.
  private static final int PC_SHIFT = 31;
  private static final int LEVEL_SHIFT = 49;
  private static final int KIND_SHIFT = 60;
  private static final int PLACE_MASK = 0x7FFFFFFF;
  private static final int PC_MASK = 0x3FFFF;

  /** Another way. */
  private static final int WAY = 0;

  /** A join, below all ways from there; it fails when there are no more. */
  private static final int MARK = 1;

  /** As many ways as a run took code points but one, the place of the last above its first. */
  private static final int GIVE_BACK = 2;

  /** The start of a body, above the index of the one around. */
  private static final int BODY = 3;

  private final Program program;
  private final Regex regex;
  private final int[] text;
  private final int size;
  private final BooleanSupplier stop;
  private final long memory;
  private long patience;
  private StateTable table;
  private long[] stack = new long[32];
  private long counted;
  private int chunk;
  private int fuel;

  /**
   * A matcher of one text.
   *
   * @param patience steps before anything is remembered
   * @param memory bytes that the stack may take, and what is remembered
   * @throws RegexLimitException if pattern and text together are too large
   */
  Matcher(Regex regex, int[] text, int size, BooleanSupplier stop, long patience, long memory) {
    this.program = regex.program();
    this.regex = regex;
    this.text = text;
    this.size = size;
    this.stop = stop;
    this.patience = patience;
    this.memory = memory;
    if (program.size * (size + 1L) > LARGEST_PRODUCT) {
      throw new RegexLimitException(
          "the pattern %s takes up to %d steps for a character, which is too many for a text of %d"
                  .formatted(regex.quoted(), program.size, size)
              + " characters: at most %d in all are allowed".formatted(LARGEST_PRODUCT));
    }
    allow();
  }

  /** The steps until now. */
  long steps() {
    return counted + chunk - fuel;
  }

  /** The first place from one on at which a match may begin; behind the text if there is none. */
  int next(int from) {
    if (program.firsts == null) {
      return from;
    }
    int at = from;
    while (at < size && !program.firsts.contains(text[at])) {
      at++;
    }
    fuel -= at - from;
    return at == size ? size + 1 : at;
  }

  /** The end of the match that begins at a place, −1 if none does. */
  int match(int start) {
    int[] code = program.code;
    CodePointSet[] sets = program.sets;
    long[] stack = this.stack;
    int depth = 0;
    int body = -1;
    int pc = 0;
    int at = start;
    long level = ALL;
    steps:
    while (true) {
      if (--fuel < 0 && refuel()) {
        depth = 0;
        body = -1;
        pc = 0;
        at = start;
        level = ALL;
      }
      if (depth + 8 > stack.length) {
        stack = growStack();
      }
      int a = code[pc + 1];
      int accepted = -1;
      switch (code[pc]) {
        case Program.ONE -> {
          if (at < size && text[at] == a) {
            at++;
            level = ALL;
            pc += Program.STRIDE;
            continue;
          }
        }
        case Program.CHARS -> {
          if (at < size && sets[a].contains(text[at])) {
            at++;
            level = ALL;
            pc += Program.STRIDE;
            continue;
          }
        }
        case Program.CHARS_IF -> {
          if (at < size && sets[a].contains(text[at])) {
            at++;
            level = ALL;
          }
          pc += Program.STRIDE;
          continue;
        }
        case Program.RUN -> {
          if (table != null) {
            pc += Program.STRIDE;
            continue;
          }
          int behind = code[pc + 2];
          int from = at;
          at = runEnd(sets[a], at);
          if (at > from) {
            stack[depth++] = entry(WAY, level, behind, from);
            level = ALL;
          }
          if (at > from + 1) {
            stack[depth++] = from;
            stack[depth++] = entry(GIVE_BACK, ALL, behind, at);
          }
          pc = behind;
          continue;
        }
        case Program.POSSESSIVE_RUN -> {
          if (table != null) {
            pc += Program.STRIDE;
            continue;
          }
          int from = at;
          at = runEnd(sets[a], at);
          level = at > from ? ALL : level;
          pc = code[pc + 2];
          continue;
        }
        case Program.SPLIT -> {
          pc += Program.STRIDE;
          if (code[pc] <= Program.CHARS && code[pc] != Program.ACCEPT) {
            // Most branches fail with their first code point; those need no way back.
            if (!takes(code, pc, at)) {
              pc = a;
              continue;
            }
            stack[depth++] = entry(WAY, level, a, at);
            at++;
            level = ALL;
            pc += Program.STRIDE;
            continue;
          }
          stack[depth++] = entry(WAY, level, a, at);
          continue;
        }
        case Program.LAZY_SPLIT -> {
          stack[depth++] = entry(WAY, level, pc + Program.STRIDE, at);
          pc = a;
          continue;
        }
        case Program.LOOP, Program.LAZY_LOOP, Program.JOIN -> {
          int known = StateTable.UNKNOWN;
          if (table != null) {
            int join = code[pc + 2] + (int) Math.min(level, code[pc + 3]);
            known = table.get(join, at);
            if (known == StateTable.UNKNOWN) {
              stack[depth++] = entry(MARK, 0, join, at);
            } else if (known == StateTable.MATCHES) {
              boolean atomic = code[pc(stack[body])] == Program.ATOMIC;
              accepted = atomic ? table.end(join, at) : at;
            }
          }
          if (known == StateTable.UNKNOWN) {
            int next = pc + Program.STRIDE;
            if (code[pc] == Program.LOOP) {
              stack[depth++] = entry(WAY, level, a, at);
            } else if (code[pc] == Program.LAZY_LOOP) {
              stack[depth++] = entry(WAY, level, next, at);
              next = a;
            }
            pc = next;
            continue;
          }
        }
        case Program.ROUND -> {
          level = Math.min(level, a - 1);
          pc += Program.STRIDE;
          continue;
        }
        case Program.ROUND_END -> {
          pc = level < a ? code[pc + 2] : code[pc + 3];
          continue;
        }
        case Program.JUMP -> {
          pc = a;
          continue;
        }
        case Program.ANCHOR -> {
          if (isPlace(program.places[a], at)) {
            pc += Program.STRIDE;
            continue;
          }
        }
        case Program.BACK -> {
          if (at >= a) {
            at -= a;
            pc += Program.STRIDE;
            continue;
          }
        }
        case Program.ACCEPT -> {
          if (body < 0) {
            return at;
          }
          accepted = at;
        }
        default -> {
          stack[depth++] = body;
          body = depth;
          stack[depth++] = entry(BODY, level, pc, at);
          pc += Program.STRIDE;
          continue;
        }
      }
      if (accepted >= 0) {
        long begun = stack[body];
        remember(body, depth, accepted);
        depth = body - 1;
        body = (int) stack[depth];
        int operation = code[pc(begun)];
        if (operation != Program.NEGATED_LOOK) {
          boolean atomic = operation == Program.ATOMIC;
          at = atomic ? accepted : place(begun);
          level = atomic && at > place(begun) ? ALL : level(begun);
          pc = code[pc(begun) + 1];
          continue;
        }
      }
      while (depth > 0) {
        long entry = stack[--depth];
        fuel--;
        switch ((int) (entry >>> KIND_SHIFT)) {
          case WAY -> {
            at = place(entry);
            pc = pc(entry);
            level = level(entry);
            continue steps;
          }
          case MARK -> table.put(pc(entry), place(entry), StateTable.FAILS);
          case GIVE_BACK -> {
            at = place(entry) - 1;
            pc = pc(entry);
            level = ALL;
            if (at - 1 > stack[depth - 1]) {
              stack[depth++] = entry - 1;
            } else {
              depth--;
            }
            continue steps;
          }
          default -> {
            body = (int) stack[--depth];
            pc = pc(entry);
            if (code[pc] == Program.NEGATED_LOOK) {
              at = place(entry);
              level = level(entry);
              pc = code[pc + 1];
              continue steps;
            }
          }
        }
      }
      return -1;
    }
  }

  /** Whether an instruction that takes one code point can. */
  private boolean takes(int[] code, int pc, int at) {
    return at < size
        && (code[pc] == Program.ONE
            ? text[at] == code[pc + 1]
            : program.sets[code[pc + 1]].contains(text[at]));
  }

  private static long entry(int kind, long level, int pc, int at) {
    return (long) kind << KIND_SHIFT | level << LEVEL_SHIFT | (long) pc << PC_SHIFT | at;
  }

  private static int place(long entry) {
    return (int) entry & PLACE_MASK;
  }

  private static int pc(long entry) {
    return (int) (entry >>> PC_SHIFT) & PC_MASK;
  }

  private static long level(long entry) {
    return entry >>> LEVEL_SHIFT & ALL;
  }

  /** Where a run of members of a set ends. */
  private int runEnd(CodePointSet set, int from) {
    int at = from;
    while (at < size && set.contains(text[at])) {
      at++;
    }
    fuel -= at - from;
    return at;
  }

  /** All joins on the stack above the start of a body lie on the way to its match. */
  private void remember(int body, int depth, int end) {
    if (table == null) {
      return;
    }
    boolean atomic = program.code[pc(stack[body])] == Program.ATOMIC;
    fuel -= depth - body;
    for (int i = body + 1; i < depth; i++) {
      long entry = stack[i];
      if (entry >>> KIND_SHIFT == MARK) {
        if (atomic) {
          table.putEnd(pc(entry), place(entry), end);
        } else {
          table.put(pc(entry), place(entry), StateTable.MATCHES);
        }
      }
    }
  }

  private long[] growStack() {
    if (16L * stack.length > memory) {
      throw tooMuchMemory();
    }
    stack = Arrays.copyOf(stack, 2 * stack.length);
    return stack;
  }

  private RegexLimitException tooMuchMemory() {
    return new RegexLimitException(
        "the pattern %s leaves more ways open in a text of %d characters than can be remembered"
            .formatted(regex.quoted(), size));
  }

  /** The steps until it is asked again whether to go on. */
  private void allow() {
    chunk = STEPS_BETWEEN_CHECKS;
    if (table == null) {
      chunk = Math.clamp(patience, 0, STEPS_BETWEEN_CHECKS);
    }
    fuel = chunk;
  }

  /** Asks whether to go on; true if from now on it is remembered, and the match begins anew. */
  private boolean refuel() {
    long taken = (long) chunk - fuel;
    counted += taken;
    patience -= taken;
    chunk = 0;
    fuel = 0;
    if (Thread.currentThread().isInterrupted() || stop.getAsBoolean()) {
      throw new RegexStoppedException(
          "the search for the pattern %s was stopped".formatted(regex.quoted()));
    }
    boolean begins = table == null && patience <= 0;
    if (begins) {
      table = new StateTable(program.joins, size + 1);
    }
    if (table != null && table.bytes() > memory) {
      throw tooMuchMemory();
    }
    allow();
    return begins;
  }

  private boolean isPlace(Node.Place place, int at) {
    boolean start = at == 0;
    boolean end = at == size;
    return switch (place) {
      case TEXT_START -> start;
      case TEXT_END -> end;
      case LINE_START -> start || !end && text[at - 1] == '\n';
      case LINE_END -> end || text[at] == '\n';
      case LAST_LINE_END -> end || at == size - 1 && text[at] == '\n';
      case WORD_BOUNDARY -> isBoundary(at);
      case NO_WORD_BOUNDARY -> !isBoundary(at);
    };
  }

  private boolean isBoundary(int at) {
    boolean before = at > 0 && Properties.isWord(text[at - 1]);
    boolean after = at < size && Properties.isWord(text[at]);
    return before != after;
  }
}
