package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes a program of a tree. What is still to be done stands on a stack of its own: trees are as
 * deep as a pattern wants them to be.
 */
final class Compiler {
  private final PatternReader in;
  private final ArrayDeque<Runnable> todo = new ArrayDeque<>();
  private final Map<CodePointSet, Integer> setNumbers = new HashMap<>();
  private final List<CodePointSet> sets = new ArrayList<>();
  private final List<Node.Place> places = new ArrayList<>();
  private int[] code = new int[32 * Program.STRIDE];
  private int end;
  private int joins;
  private long size;

  /** Loops around that may take nothing, in the body of a look or an atomic group those in it. */
  private int loops;

  private Compiler(PatternReader in) {
    this.in = in;
  }

  /** The program of a tree; the reader says where in the pattern something is wrong. */
  static Program compile(Node root, PatternReader in) {
    var compiler = new Compiler(in);
    compiler.doNext(() -> compiler.compile(root), () -> compiler.emit(Program.ACCEPT, 0, 0, 0));
    while (!compiler.todo.isEmpty()) {
      compiler.todo.pop().run();
    }
    return new Program(
        Arrays.copyOf(compiler.code, compiler.end),
        compiler.sets,
        compiler.places,
        compiler.joins,
        (int) compiler.size);
  }

  /** Before all that is still to be done, in this order. */
  private void doNext(Runnable... steps) {
    for (int i = steps.length - 1; i >= 0; i--) {
      todo.push(steps[i]);
    }
  }

  private int emit(int operation, int a, int b, int c) {
    boolean tests = operation >= Program.CHARS && operation <= Program.POSSESSIVE_RUN;
    size += (long) (tests ? sets.get(a).weight() : 1) * (loops + 1);
    if (size > Program.LARGEST) {
      throw in.tooLarge();
    }
    if (end == code.length) {
      code = Arrays.copyOf(code, 2 * end);
    }
    int at = end;
    code[at] = operation;
    code[at + 1] = a;
    code[at + 2] = b;
    code[at + 3] = c;
    end += Program.STRIDE;
    return at;
  }

  /** A join right before one needs no instruction: whoever goes there now comes to the next. */
  private void dropJoin() {
    int last = end - Program.STRIDE;
    if (last >= 0 && code[last] == Program.JOIN && code[last + 3] == loops) {
      end = last;
      joins -= loops + 1;
      size -= loops + 1;
    }
  }

  private int emitJoin(int operation) {
    dropJoin();
    int first = joins;
    joins += loops + 1;
    return emit(operation, 0, first, loops);
  }

  private int number(CodePointSet set) {
    return setNumbers.computeIfAbsent(
        set,
        s -> {
          sets.add(s);
          return sets.size() - 1;
        });
  }

  private void setA(int instruction, int value) {
    code[instruction + 1] = value;
  }

  private void compile(Node node) {
    switch (node) {
      case Node.Chars(CodePointSet set) -> chars(set);
      case Node.Sequence sequence -> {
        for (Node part : sequence.parts().reversed()) {
          doNext(() -> compile(part));
        }
      }
      case Node.Choice choice -> choose(choice.branches(), this::compile);
      case Node.Repeat repeat -> repeat(repeat);
      case Node.Atomic(Node body, _) -> atomic(body);
      case Node.Look(Node body, boolean negated, _) -> body(look(negated), () -> compile(body));
      case Node.LookBack(List<Node> branches, boolean negated, _) ->
          body(look(negated), () -> choose(branches, this::fromBehind));
      case Node.Anchor(Node.Place place) -> {
        emit(Program.ANCHOR, places.size(), 0, 0);
        places.add(place);
      }
    }
  }

  private void chars(CodePointSet set) {
    if (set.single() >= 0) {
      emit(Program.ONE, set.single(), 0, 0);
    } else {
      emit(Program.CHARS, number(set), 0, 0);
    }
  }

  private static int look(boolean negated) {
    return negated ? Program.NEGATED_LOOK : Program.LOOK;
  }

  private void choose(List<Node> branches, Consumer<Node> compile) {
    if (branches.size() == 1) {
      compile.accept(branches.getFirst());
      return;
    }
    int[] jumps = new int[branches.size()];
    doNext(
        () -> {
          int join = emitJoin(Program.JOIN);
          for (int jump : jumps) {
            setA(jump, join);
          }
        });
    for (int i = branches.size() - 1; i >= 0; i--) {
      int number = i;
      int[] split = new int[1];
      boolean last = i == branches.size() - 1;
      doNext(
          () -> split[0] = last ? -1 : emit(Program.SPLIT, 0, 0, 0),
          () -> compile.accept(branches.get(number)),
          () -> {
            jumps[number] = emit(Program.JUMP, 0, 0, 0);
            if (!last) {
              setA(split[0], end);
            }
          });
    }
  }

  private void repeat(Node.Repeat repeat) {
    Node body = repeat.body();
    if (repeat.max() == 0) {
      return;
    }
    var exits = new Exits(repeat.max() < 0);
    if (repeat.endsEarly()) {
      loops++;
      int loop = loops;
      doNext(
          () -> rounds(repeat, exits, () -> round(body, loop, exits)),
          () -> more(repeat, exits, loop),
          () -> {
            loops--;
            exits.meet();
          });
    } else {
      doNext(
          () -> rounds(repeat, exits, () -> compile(body)),
          () -> more(repeat, exits, loops + 1),
          exits::meet);
    }
  }

  /** Instructions that all go on where a repetition ends. */
  private final class Exits {
    private final List<Integer> arguments = new ArrayList<>();
    private final boolean only;

    /**
     * No exits yet.
     *
     * @param only whether there is no other way to where the repetition ends
     */
    Exits(boolean only) {
      this.only = only;
    }

    /** Adds an instruction by the index of its argument. */
    void add(int argument) {
      arguments.add(argument);
    }

    void meet() {
      if (!arguments.isEmpty()) {
        int join = only && arguments.size() == 1 ? end : emitJoin(Program.JOIN);
        arguments.forEach(argument -> code[argument] = join);
      }
    }
  }

  /** The rounds that are counted, to be compiled next. */
  private void rounds(Node.Repeat repeat, Exits exits, Runnable round) {
    for (int i = repeat.min(); i < repeat.max(); i++) {
      doNext(
          () -> {
            int split = repeat.greedy() ? Program.SPLIT : Program.LAZY_SPLIT;
            exits.add(emit(split, 0, 0, 0) + 1);
          },
          round);
    }
    for (int i = 0; i < repeat.min(); i++) {
      doNext(round);
    }
  }

  private void round(Node body, int loop, Exits exits) {
    emit(Program.ROUND, loop, 0, 0);
    doNext(
        () -> compile(body),
        () -> {
          int roundEnd = emit(Program.ROUND_END, loop, 0, 0);
          exits.add(roundEnd + 2);
          code[roundEnd + 3] = end;
        });
  }

  /** What may follow the rounds that are counted. */
  private void more(Node.Repeat repeat, Exits exits, int loop) {
    if (repeat.max() >= 0) {
      return;
    }
    if (repeat.greedy() && repeat.body() instanceof Node.Chars(var set)) {
      dropJoin();
      int run = emit(Program.RUN, number(set), 0, 0);
      doNext(() -> loop(repeat, exits, loop), () -> code[run + 2] = end);
    } else {
      loop(repeat, exits, loop);
    }
  }

  private void loop(Node.Repeat repeat, Exits exits, int loop) {
    int around = loops;
    int split = emitJoin(repeat.greedy() ? Program.LOOP : Program.LAZY_LOOP);
    exits.add(split + 1);
    if (!repeat.body().nullable()) {
      doNext(() -> compile(repeat.body()), () -> emit(Program.JUMP, split, 0, 0));
      return;
    }
    loops = loop;
    emit(Program.ROUND, loop, 0, 0);
    doNext(
        () -> compile(repeat.body()),
        () -> {
          exits.add(emit(Program.ROUND_END, loop, 0, split) + 2);
          loops = around;
        });
  }

  /** What can be taken in one way only needs no body, nor does a run of code points. */
  private void atomic(Node body) {
    if (body instanceof Node.Chars(CodePointSet set)) {
      chars(set);
    } else if (body
            instanceof
            Node.Repeat(Node.Chars(CodePointSet set), int min, int max, boolean greedy, _)
        && greedy
        && min <= 1
        && (max < 0 || min == 0 && max == 1)) {
      if (min == 1) {
        chars(set);
      }
      if (max == 1) {
        emit(Program.CHARS_IF, number(set), 0, 0);
        return;
      }
      int run = emit(Program.POSSESSIVE_RUN, number(set), 0, 0);
      doNext(
          () -> body(Program.ATOMIC, () -> compile(Node.repeat(new Node.Chars(set), 0, -1, true))),
          () -> code[run + 2] = end);
    } else {
      body(Program.ATOMIC, () -> compile(body));
    }
  }

  private void body(int operation, Runnable body) {
    int start = emit(operation, 0, 0, 0);
    int loopsAround = loops;
    loops = 0;
    doNext(
        body,
        () -> {
          emit(Program.ACCEPT, 0, 0, 0);
          loops = loopsAround;
          setA(start, end);
        });
  }

  /** Each branch of a look back has a length of its own, and begins so far back. */
  private void fromBehind(Node branch) {
    emit(Program.BACK, branch.fixedLength(), 0, 0);
    compile(branch);
  }
}
