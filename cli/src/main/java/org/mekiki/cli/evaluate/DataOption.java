package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
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

  public EvaluationTexts read() throws IOException {
    if ((data == null) == (rationales == null)) {
      throw new UserException(
          data == null
              ? "there is no data: give a file with --data, or annotations with --rationales"
              : "give --data or --rationales, not both");
    }
    Positive.require("--sample", sample);
    return sampled(rationales != null ? annotations() : table());
  }

  private EvaluationTexts annotations() throws IOException {
    if (columns.given()) {
      throw new UserException("--rationales has no columns to name; leave out the --...-column");
    }
    return new EvaluationTexts(new EraserData(rationales, documents).examples(), List.of());
  }

  private EvaluationTexts table() throws IOException {
    if (documents != null) {
      throw new UserException("--docs belongs to --rationales; leave it out with --data");
    }
    DataTable table = DataTable.read(data);
    DataColumns found =
        DataColumns.find(columns.asked(null), data.toString(), table.rows().getFirst().values());
    var examples = new ArrayList<Example>();
    var labels = new ArrayList<String>();
    for (DataRow row : table.rows()) {
      String pair = found.pair() == null ? null : table.value(row, found.pair());
      examples.add(new Example(examples.size(), row.line(), table.value(row, found.text()), pair));
      if (found.label() != null) {
        labels.add(table.value(row, found.label()));
      }
    }
    return new EvaluationTexts(examples, labels);
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
        all.labels().isEmpty() ? List.of() : chosen.stream().map(all.labels()::get).toList());
  }
}
