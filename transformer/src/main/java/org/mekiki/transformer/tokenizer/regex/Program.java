package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern as instructions. Each has an operation and two arguments.
 *
 * <p>The bodies of looks and of atomic groups are programs of their own, which end in ACCEPT; the
 * instruction before a body says where the program goes on behind it.
 */
final class Program {
  static final int ACCEPT = 0;

  /** Takes a code point of set {@code a}. */
  static final int CHARS = 1;

  /** Goes on at {@code a}, and at {@code b} if that fails. */
  static final int SPLIT = 2;

  /** Goes on at {@code a}. */
  static final int JUMP = 3;

  /** Needs to stand at place {@code a}. */
  static final int ANCHOR = 4;

  /** The body behind it must match, or must not if {@code b} is 1; goes on at {@code a}. */
  static final int LOOK = 5;

  /** Takes what the body behind it takes at first; goes on at {@code a}. */
  static final int ATOMIC = 6;

  /** Moves back by {@code a} code points. */
  static final int BACK = 7;

  private static final int LARGEST = 20_000;

  private final String pattern;
  private final List<CodePointSet> sets = new ArrayList<>();
  private final List<Node.Place> places = new ArrayList<>();
  private int[] code = new int[96];
  private int size;
  private int compiled;
  private boolean emptyLoops;

  private Program(String pattern) {
    this.pattern = pattern;
  }

  static Program of(String pattern) {
    var program = new Program(pattern);
    program.compile(new Parser(pattern).parse());
    program.emit(ACCEPT, 0, 0);
    return program;
  }

  int size() {
    return size;
  }

  int operation(int pc) {
    return code[3 * pc];
  }

  int a(int pc) {
    return code[3 * pc + 1];
  }

  int b(int pc) {
    return code[3 * pc + 2];
  }

  CodePointSet set(int number) {
    return sets.get(number);
  }

  Node.Place place(int number) {
    return places.get(number);
  }

  /** Whether something that can be empty is repeated without limit. */
  boolean hasEmptyLoops() {
    return emptyLoops;
  }

  private int emit(int operation, int a, int b) {
    if (size == LARGEST) {
      throw tooLarge();
    }
    if (3 * size == code.length) {
      code = Arrays.copyOf(code, 2 * code.length);
    }
    code[3 * size] = operation;
    code[3 * size + 1] = a;
    code[3 * size + 2] = b;
    return size++;
  }

  private RegexSyntaxException tooLarge() {
    return new RegexSyntaxException(pattern, 0, "is too large");
  }

  private void setA(int pc, int value) {
    code[3 * pc + 1] = value;
  }

  private void setB(int pc, int value) {
    code[3 * pc + 2] = value;
  }

  private void compile(Node node) {
    // Repetitions of repetitions of nothing emit nothing, however many they are.
    if (++compiled > 10 * LARGEST) {
      throw tooLarge();
    }
    switch (node) {
      case Node.Chars(CodePointSet set) -> {
        sets.add(set);
        emit(CHARS, sets.size() - 1, 0);
      }
      case Node.Sequence(List<Node> parts) -> parts.forEach(this::compile);
      case Node.Choice(List<Node> branches) -> compileChoice(branches);
      case Node.Repeat repeat -> compileRepeat(repeat);
      case Node.Atomic(Node body) -> compileBody(ATOMIC, 0, body);
      case Node.Look(Node body, boolean ahead, boolean negated) ->
          compileBody(LOOK, negated ? 1 : 0, ahead ? body : fromBehind(body));
      case Node.Back(int length) -> emit(BACK, length, 0);
      case Node.Anchor(Node.Place place) -> {
        places.add(place);
        emit(ANCHOR, places.size() - 1, 0);
      }
    }
  }

  private void compileBody(int operation, int b, Node body) {
    int start = emit(operation, 0, b);
    compile(body);
    emit(ACCEPT, 0, 0);
    setA(start, size);
  }

  /** Each branch of a look back has a length of its own, and begins so far back. */
  private Node fromBehind(Node body) {
    if (body instanceof Node.Choice(List<Node> branches)) {
      return new Node.Choice(branches.stream().map(this::fromBehind).toList());
    }
    int length = body.fixedLength();
    if (length < 0) {
      throw new RegexSyntaxException(
          pattern, 0, "looks back over a text of varying length, which is not supported");
    }
    return new Node.Sequence(List.of(new Node.Back(length), body));
  }

  private void compileChoice(List<Node> branches) {
    var jumps = new ArrayList<Integer>();
    for (int i = 0; i < branches.size(); i++) {
      boolean last = i == branches.size() - 1;
      int split = last ? -1 : emit(SPLIT, size + 1, 0);
      compile(branches.get(i));
      if (!last) {
        jumps.add(emit(JUMP, 0, 0));
        setB(split, size);
      }
    }
    jumps.forEach(jump -> setA(jump, size));
  }

  private void compileRepeat(Node.Repeat repeat) {
    for (int i = 0; i < repeat.min(); i++) {
      compile(repeat.body());
    }
    if (repeat.max() < 0) {
      emptyLoops |= repeat.body().nullable();
      int split = emit(SPLIT, 0, 0);
      int body = size;
      compile(repeat.body());
      emit(JUMP, split, 0);
      branch(split, repeat.greedy(), body);
      return;
    }
    var splits = new ArrayList<Integer>();
    for (int i = repeat.min(); i < repeat.max(); i++) {
      splits.add(emit(SPLIT, 0, 0));
      compile(repeat.body());
    }
    splits.forEach(split -> branch(split, repeat.greedy(), split + 1));
  }

  /** Into the body or behind it, what is at the end of the program now. */
  private void branch(int split, boolean greedy, int body) {
    setA(split, greedy ? body : size);
    setB(split, greedy ? size : body);
  }
}
