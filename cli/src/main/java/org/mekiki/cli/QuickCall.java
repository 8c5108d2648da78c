package org.mekiki.cli;

import java.util.Arrays;
import java.util.Set;

/**
 * Calls that are done sooner without SIMD: a short text is answered by the scalar kernels before
 * the others would be compiled, and some commands compute nothing.
 *
 * <p>The launcher decides the same in the shell; the tests compare the two.
 *
 * <p>See {@code docs/decisions/2026-11-26-start.md}.
 */
final class QuickCall {
  /** Characters of all texts: about forty words. */
  private static final int LETTERS = 200;

  private static final Set<String> TEXTS = Set.of("explain", "predict");
  private static final Set<String> WITHOUT_NUMBERS =
      Set.of("", "-h", "--help", "-V", "--version", "tokenize", "inspect", "completion");

  private QuickCall() {}

  static boolean is(String... args) {
    String command = args.length == 0 ? "" : args[0];
    if (!TEXTS.contains(command)) {
      return WITHOUT_NUMBERS.contains(command);
    }
    String[] texts = Arrays.copyOfRange(args, 1, args.length);
    return texts.length > 0
        && Arrays.stream(texts).noneMatch(text -> text.startsWith("-") || text.startsWith("@"))
        && Arrays.stream(texts).mapToInt(text -> text.codePointCount(0, text.length())).sum()
            <= LETTERS;
  }
}
