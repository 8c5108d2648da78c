package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataCells;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataHeader;
import org.mekiki.cli.data.DataRow;
import org.mekiki.cli.data.DataTable;

/**
 * Texts with their right answers.
 *
 * @param training what is learnt from
 * @param dev what the model is tested on meanwhile
 * @param known what the classes are taken from: all of the file to learn from
 */
record TrainTexts(List<Item> training, List<Item> dev, List<Item> known) {
  /**
   * A text with its right answer.
   *
   * @param file it came from, for messages
   * @param line on which it begins
   * @param text the text
   * @param pair the second text, or null
   * @param label the right answer as it stands in the file; empty where there is none, null where
   *     none is wanted
   * @param list right answers that are a list in the file; null where they are none
   */
  record Item(Path file, long line, String text, String pair, String label, List<String> list) {}

  /**
   * Reads both.
   *
   * @param choice of the files
   * @param labelled whether right answers are needed
   * @param taught whether texts to learn from may do without
   * @param seed by which texts are drawn that are set aside
   * @param tell what users should know of the files, in sentences
   */
  static TrainTexts read(
      TrainDataChoice choice, boolean labelled, boolean taught, long seed, Consumer<String> tell)
      throws IOException {
    Path dev = choice.dev();
    List<Item> all = items(choice.data(), choice, labelled, taught && dev != null, tell);
    if (dev != null) {
      return new TrainTexts(all, items(dev, choice, labelled, false, tell), all);
    }
    double share = choice.devShare() == null ? 0.05 : choice.devShare();
    if (!(share > 0 && share < 1)) {
      throw new UserException("--dev-share must be between 0 and 1, got " + share);
    }
    int held = (int) Math.max(1, Math.round(share * all.size()));
    if (held >= all.size()) {
      throw new UserException(
          "%s has %d texts, too few to set some aside; give others with --dev"
              .formatted(choice.data(), all.size()));
    }
    var shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return new TrainTexts(
        List.copyOf(shuffled.subList(held, all.size())),
        List.copyOf(shuffled.subList(0, held)),
        all);
  }

  private static List<Item> items(
      Path file, TrainDataChoice choice, boolean labelled, boolean taught, Consumer<String> tell)
      throws IOException {
    DataTable table = DataTable.read(file);
    DataHeader header = table.header();
    var sentences = new ArrayList<String>();
    DataColumns found = DataColumns.find(choice.columns(labelled), header, sentences::add);
    boolean unlabelled = taught && found.label() == null;
    if (labelled && found.label() == null && !unlabelled) {
      throw new UserException(
          "%s has no column label; it has %s: name one with --label-column"
              .formatted(file, header.names()));
    }
    var cells = new DataCells(file, found);
    var items = new ArrayList<Item>();
    for (DataRow row : table.rows()) {
      String label = !labelled ? null : unlabelled ? "" : cells.written(row);
      List<String> list = found.label() == null ? null : row.lists().get(found.label());
      items.add(new Item(file, row.line(), cells.text(row), cells.pair(row), label, list));
    }
    cells.tell(sentences::add);
    sentences.forEach(tell);
    return items;
  }
}
