package org.mekiki.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where Jazzer, which follows coverage, gives its inputs to the target that the property {@value
 * #TARGET} names. Jazzer finds the methods by their names; nothing of it is needed to compile them.
 *
 * <p>See {@code docs/decisions/2026-11-29-fuzzing.md}.
 */
public final class JazzerEntry {
  /** The property that names the target. */
  static final String TARGET = "mekiki.fuzz.target";

  private static FuzzTarget target;
  private static Path folder;

  private JazzerEntry() {}

  /** Called once, before the first input. */
  public static void fuzzerInitialize() {
    target = Targets.of(System.getProperty(TARGET, ""));
    try {
      folder = Files.createTempDirectory("mekiki-fuzz-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an input.
   *
   * @throws Exception which is no refusal
   */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    try {
      target.run(input, folder);
    } catch (Exception e) {
      if (!target.refusals().contains(e.getClass())) {
        throw e;
      }
    }
  }
}
