package org.mekiki.benchmarks.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A loop that holds no other.
 *
 * @param instructions from the first to the jump back
 */
record InnerLoop(List<Instruction> instructions) {
  /** Copies. */
  InnerLoop {
    instructions = List.copyOf(instructions);
  }

  /** All of a method's, in the order of their addresses. */
  static List<InnerLoop> of(List<Instruction> code) {
    var loops = new ArrayList<InnerLoop>();
    int last = -1;
    for (int end = 0; end < code.size(); end++) {
      Instruction jump = code.get(end);
      long target = jump.target().orElse(Long.MAX_VALUE);
      if (target >= jump.address()) {
        continue;
      }
      int start = end;
      while (start > 0 && code.get(start).address() > target) {
        start--;
      }
      if (start > last && code.get(start).address() == target) {
        loops.add(new InnerLoop(code.subList(start, end + 1)));
      }
      last = end;
    }
    return loops;
  }

  /**
   * The loop that does the work of a method: of those with the most multiply-adds the shortest. The
   * compiler makes others of the same steps, for the first ones and the last.
   */
  static Optional<InnerLoop> main(List<Instruction> code) {
    return of(code).stream()
        .filter(loop -> loop.multiplyAdds() > 0)
        .max(
            (a, b) ->
                a.multiplyAdds() != b.multiplyAdds()
                    ? Integer.compare(a.multiplyAdds(), b.multiplyAdds())
                    : Integer.compare(b.instructions.size(), a.instructions.size()));
  }

  /** Fused multiply-adds of vectors in a round. */
  int multiplyAdds() {
    return (int) instructions.stream().filter(Instruction::isMultiplyAdd).count();
  }

  /** Vectors that go to the stack or come from it in a round. */
  int vectorSpills() {
    return (int) instructions.stream().filter(Instruction::spillsVector).count();
  }

  /** Other accesses to the stack in a round: sizes and places that found no register. */
  int otherStackAccesses() {
    return (int) instructions.stream().filter(Instruction::touchesStack).count() - vectorSpills();
  }
}
