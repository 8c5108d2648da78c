package org.mekiki.benchmarks.code;

import java.io.IOException;
import java.util.List;

/** Makes instructions of bytes. */
@FunctionalInterface
interface Disassembler {
  /**
   * Disassembles.
   *
   * @param lines addresses, and bytes in hexadecimal digits with blanks and bars between
   */
  List<Instruction> instructions(List<Instruction> lines) throws IOException;
}
