package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataRow;
import org.mekiki.cli.data.DataTable;
import org.mekiki.cli.data.FileDigest;
import org.mekiki.cli.option.ColumnsOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a model learns from, and what it is tested on meanwhile. */
final class TrainDataOption {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description =
          "what to learn from: a .csv or .tsv file whose first line names the columns, or a .jsonl"
              + " file of objects")
  private Path data;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description = "what to choose the best weights by, in the same form; nothing is learnt of it")
  private Path dev;

  @Option(
      names = "--dev-share",
      paramLabel = "P",
      description =
          "without --dev: the share of --data that is set aside for it, drawn by the seed; default:"
              + " 0.05")
  private Double devShare;

  @Mixin private ColumnsOption columns;

  /**
   * A text with its right answer.
   *
   * @param file it came from, for messages
   * @param line on which it begins
   * @param text the text
   * @param pair the second text, or null
   * @param label the right answer as it stands in the file; null where none is wanted
   */
  record Item(Path file, long line, String text, String pair, String label) {}

  /** What is learnt from, and what it is tested on. */
  record Texts(List<Item> training, List<Item> dev) {}

  /**
   * Reads both.
   *
   * @param labelled whether right answers are needed
   * @param taught whether texts to learn from may do without
   */
  Texts read(boolean labelled, boolean taught, long seed) throws IOException {
    if (dev != null && devShare != null) {
      throw new UserException("give --dev or --dev-share, not both");
    }
    List<Item> all = items(data, labelled, taught && dev != null);
    if (dev != null) {
      return new Texts(all, items(dev, labelled, false));
    }
    double share = devShare == null ? 0.05 : devShare;
    if (!(share > 0 && share < 1)) {
      throw new UserException("--dev-share must be between 0 and 1, got " + share);
    }
    int held = (int) Math.max(1, Math.round(share * all.size()));
    if (held >= all.size()) {
      throw new UserException(
          "%s has %d texts, too few to set some aside; give others by --dev"
              .formatted(data, all.size()));
    }
    var shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return new Texts(
        List.copyOf(shuffled.subList(held, all.size())), List.copyOf(shuffled.subList(0, held)));
  }

  private List<Item> items(Path file, boolean labelled, boolean taught) throws IOException {
    DataTable table = DataTable.read(file);
    DataColumns found =
        DataColumns.find(columns.asked(null), file.toString(), table.rows().getFirst().values());
    boolean unlabelled = taught && found.label() == null;
    if (labelled && found.label() == null && !unlabelled) {
      throw new UserException(
          "%s has no column label; it has %s: name one by --label-column"
              .formatted(file, String.join(", ", table.rows().getFirst().values().keySet())));
    }
    var items = new ArrayList<Item>();
    for (DataRow row : table.rows()) {
      String pair = found.pair() == null ? null : table.value(row, found.pair());
      String label = !labelled ? null : unlabelled ? "" : table.value(row, found.label()).strip();
      items.add(new Item(file, row.line(), table.value(row, found.text()), pair, label));
    }
    return items;
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings) throws IOException {
    settings.put("--data", contentOf(data));
    settings.put("--dev", dev == null ? "none" : contentOf(dev));
    settings.put("--dev-share", String.valueOf(devShare));
    settings.put("the columns", columns.asked(null).toString());
  }

  private static String contentOf(Path file) throws IOException {
    return "a file with the SHA-256 " + FileDigest.sha256(file);
  }
}
