package org.mekiki.benchmarks.code;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One instruction, as a disassembler writes it: x86 in Intel's or AT&T's form, or AArch64.
 *
 * @param address where it stands
 * @param text mnemonic and operands
 */
record Instruction(long address, String text) {
  private static final Pattern JUMP =
      Pattern.compile("(?:j[a-z]+|b|b\\.[a-z]+|cbn?z|tbn?z)\\b.*?(?:0x)?([0-9a-f]{6,16})\\b.*");
  private static final Pattern STACK =
      Pattern.compile(".*(?:\\[rsp\\b|\\[rbp\\b(?!\\+r)|\\(%r[sb]p[,)]|\\[sp\\b).*");
  private static final Pattern VECTOR = Pattern.compile(".*\\b[%]?(?:[xyz]mm\\d+|[qv]\\d+)\\b.*");

  /** A fused multiply-add of vectors. */
  boolean isMultiplyAdd() {
    return text.startsWith("vfmadd") || text.startsWith("fmla");
  }

  /** Where it jumps to, if it is a jump to a fixed place. */
  OptionalLong target() {
    var jump = JUMP.matcher(text);
    return jump.matches()
        ? OptionalLong.of(Long.parseUnsignedLong(jump.group(1), 16))
        : OptionalLong.empty();
  }

  /** Whether it reads or writes the stack. */
  boolean touchesStack() {
    return STACK.matcher(text).matches();
  }

  /** Whether it keeps a vector on the stack or fetches one from it. */
  boolean spillsVector() {
    return touchesStack() && VECTOR.matcher(text).matches();
  }
}
