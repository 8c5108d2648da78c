package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataCells;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataRow;
import org.mekiki.cli.data.DataTable;
import org.mekiki.cli.data.EraserData;
import org.mekiki.cli.option.ColumnsOption;
import org.mekiki.sig.judge.Example;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The texts that methods are judged on. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "a .csv or .tsv file whose first line names the columns, or a .jsonl file of objects")
  private Path data;

  @Mixin private ColumnsOption columns = new ColumnsOption();

  @Option(
      names = "--rationales",
      paramLabel = "FILE.jsonl",
      description = "annotations in ERASER format instead of --data")
  private Path rationales;

  @Option(
      names = "--docs",
      paramLabel = "DIR|FILE.jsonl",
      description = "the documents for --rationales; default: docs or docs.jsonl beside it")
  private Path documents;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "only N texts, drawn by the seed; default: all")
  private Integer sample;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the seed of everything random; default: 0")
  private long seed;

  public long seed() {
    return seed;
  }

  boolean annotated() {
    return rationales != null;
  }

  public Path file() {
    return rationales != null ? rationales : data;
  }

  /**
   * Reads the texts.
   *
   * @param tell what users should know of them, in sentences
   */
  public EvaluationTexts read(Consumer<String> tell) throws IOException {
    if ((data == null) == (rationales == null)) {
      throw new UserException(
          data == null
              ? "there is no data: give a file with --data, or annotations with --rationales"
              : "give --data or --rationales, not both");
    }
    Positive.require("--sample", sample);
    return sampled(rationales != null ? annotations() : table(tell));
  }

  private EvaluationTexts annotations() throws IOException {
    if (columns.given()) {
      throw new UserException("--rationales has no columns to name; leave out the --...-column");
    }
    return EvaluationTexts.unlabelled(new EraserData(rationales, documents).examples());
  }

  private EvaluationTexts table(Consumer<String> tell) throws IOException {
    if (documents != null) {
      throw new UserException("--docs belongs to --rationales; leave it out with --data");
    }
    DataTable table = DataTable.read(data);
    var sentences = new ArrayList<String>();
    DataColumns found = DataColumns.find(columns.asked(null), table.header(), sentences::add);
    var cells = new DataCells(data, found);
    var examples = new ArrayList<Example>();
    var labels = new ArrayList<String>();
    for (DataRow row : table.rows()) {
      examples.add(new Example(examples.size(), row.line(), cells.text(row), cells.pair(row)));
      labels.add(cells.label(row));
    }
    cells.tell(sentences::add);
    sentences.forEach(tell);
    List<EvaluationTexts.Written> column =
        IntStream.range(0, labels.size())
            .filter(i -> labels.get(i) != null)
            .mapToObj(i -> new EvaluationTexts.Written(examples.get(i).line(), labels.get(i)))
            .toList();
    return new EvaluationTexts(examples, column.isEmpty() ? List.of() : labels, column);
  }

  /** A sample keeps the order of the data. */
  private EvaluationTexts sampled(EvaluationTexts all) {
    if (sample == null || sample >= all.examples().size()) {
      return all;
    }
    var order = new ArrayList<>(IntStream.range(0, all.examples().size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    List<Integer> chosen = order.subList(0, sample).stream().sorted().toList();
    return new EvaluationTexts(
        chosen.stream().map(all.examples()::get).toList(),
        all.labels().isEmpty() ? List.of() : chosen.stream().map(all.labels()::get).toList(),
        all.column());
  }
}
