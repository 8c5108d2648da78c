package org.mekiki.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Something that reads what strangers wrote. It keeps its promise if every input has a result or is
 * refused by an exception whose message is one sentence for the user.
 */
public interface FuzzTarget {
  /** Its name, and that of its folder of the corpus. */
  String name();

  /** The exceptions that refuse, these classes themselves and not those below them. */
  Set<Class<? extends Exception>> refusals();

  /**
   * Reads an input as the program would.
   *
   * @param input what a stranger wrote
   * @param folder of this target alone, for files; what is there stays from one input to the next
   * @throws Exception one of {@link #refusals} where the input cannot be used
   * @throws AssertionError if a result breaks what is promised of it
   */
  void run(byte[] input, Path folder) throws Exception;

  /** Whether the inputs are JSON, whose parts are exchanged too. */
  default boolean isJson() {
    return false;
  }

  /** What inputs of this kind are made of, to be put in anywhere. */
  default List<String> words() {
    return List.of();
  }

  /**
   * The bytes that reading may allocate, garbage included: many small lines and sentences make much
   * of it.
   *
   * @param length of the input in bytes
   */
  default long memory(int length) {
    return (16L << 20) + 4096L * length;
  }
}
