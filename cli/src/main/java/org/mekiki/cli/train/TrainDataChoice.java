package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.FileDigest;

/**
 * What a model learns from, and what it is tested on meanwhile.
 *
 * @param data what to learn from
 * @param dev what to choose the best weights by; null for a share of the data
 * @param devShare the share; null for the usual one
 * @param columns as far as they were named
 */
record TrainDataChoice(Path data, Path dev, Double devShare, DataColumns columns) {
  /**
   * The columns as far as they were named.
   *
   * @param labelled whether right answers are looked for where none is named
   */
  DataColumns columns(boolean labelled) {
    return labelled || columns.label() != null
        ? columns
        : new DataColumns(columns.text(), columns.pair(), "", columns.group());
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings) throws IOException {
    settings.put("--data", contentOf(data));
    settings.put("--dev", dev == null ? "none" : contentOf(dev));
    settings.put("--dev-share", String.valueOf(devShare));
    settings.put("the columns", columns.toString());
  }

  private static String contentOf(Path file) throws IOException {
    return "a file with the SHA-256 " + FileDigest.sha256(file);
  }
}
