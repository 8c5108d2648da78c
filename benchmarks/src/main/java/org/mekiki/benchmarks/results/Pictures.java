package org.mekiki.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pictures of a run. */
public final class Pictures {
  private Pictures() {}

  /**
   * Draws those that the run has measurements for.
   *
   * @return the files written
   * @throws UsageException if there is nothing to draw
   */
  public static List<Path> draw(RunResult run, Path folder) throws IOException {
    var files = new ArrayList<Path>();
    if (!Roofline.points(run).isEmpty()) {
      files.add(write(folder.resolve("roofline.svg"), Roofline.picture(run)));
    }
    if (!SentenceLength.points(run).isEmpty()) {
      files.add(write(folder.resolve("sentence-length.svg"), SentenceLength.picture(run)));
    }
    if (files.isEmpty()) {
      throw new UsageException(
          "the result has nothing to draw: neither floating-point operations nor sentences");
    }
    return files;
  }

  private static Path write(Path file, String picture) throws IOException {
    return Files.writeString(file, picture);
  }
}
