package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataCells;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.DataHeader;
import org.mekiki.cli.data.DataRow;
import org.mekiki.cli.data.DataRows;
import org.mekiki.cli.data.TextLines;
import org.mekiki.transformer.file.WholeDirectory;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.WordCounts;
import org.mekiki.transformer.tokenizer.WordPieceTrainer;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;
import org.mekiki.weights.converter.tokenizer.TokenizerWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a tokenizer of texts. */
@Command(
    name = "vocabulary",
    description = "Makes a WordPiece vocabulary from texts, and a tokenizer with it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki vocabulary --data reviews.tsv --size 8000 --out tokenizer",
      "  mekiki vocabulary --data a.txt --data b.jsonl --cased --out tokenizer"
    })
public final class VocabularyCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description =
          "a .txt file with one text per line, a .csv or .tsv file whose first line names the"
              + " columns, or a .jsonl file of objects; may be given several times")
  private List<Path> data;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = "default: text, sentence or content")
  private String textColumn;

  @Option(names = "--pair-column", paramLabel = "NAME", description = "the column of a second text")
  private String pairColumn;

  @Option(names = "--size", paramLabel = "N", description = "the most tokens; default: 8000")
  private int size = 8000;

  @Option(
      names = "--min-frequency",
      paramLabel = "N",
      description = "pairs of pieces that are rarer than this are not joined; default: 2")
  private long minFrequency = 2;

  @Option(
      names = "--alphabet",
      paramLabel = "N",
      description = "the most characters, the frequent ones first; default: 1000")
  private int alphabet = 1000;

  @Option(names = "--cased", description = "keeps capital letters and accents")
  private boolean cased;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "the most tokens per text, a limit that the tokenizer records; default: 512")
  private int maxLength = 512;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "the folder to write: tokenizer.json, vocab.txt and what belongs to them")
  private Path out;

  @Option(names = "--force", description = "replaces a folder that holds a tokenizer")
  private boolean force;

  public VocabularyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Positive.require("--size", size);
    Positive.require("--min-frequency", minFrequency);
    Positive.require("--alphabet", alphabet);
    Positive.require("--max-length", maxLength);
    Normalizer normalizer = new BertNormalizer(true, true, !cased, !cased);
    var counts = new WordCounts(normalizer, new BertPreTokenizer());
    for (Path file : data) {
      count(file, counts);
    }
    List<String> tokens;
    try {
      tokens = WordPieceTrainer.bert(size, minFrequency, alphabet).train(counts);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage());
    }
    Tokenizer tokenizer =
        WordPieceTrainer.bertTokenizer(tokens, normalizer, OptionalInt.of(maxLength));
    WholeDirectory.write(
        out, force, "tokenizer.json", folder -> TokenizerWriter.write(tokenizer, true, folder));
    console
        .out()
        .println(
            console
                .speech()
                .say(
                    "wrote %s: %d tokens of %d different words in %d texts",
                    out, tokens.size(), counts.counts().size(), counts.texts()));
    return ExitCode.OK;
  }

  private void count(Path file, WordCounts counts) throws IOException {
    long before = counts.texts();
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".txt")) {
      countLines(file, counts);
    } else {
      countRows(file, counts);
    }
    if (counts.texts() == before) {
      throw new DataException(file + " has no text; at least one is needed");
    }
  }

  private static void countLines(Path file, WordCounts counts) throws IOException {
    DataRows.requireFile(file);
    try (var lines = TextLines.open(file)) {
      while (lines.advance()) {
        try {
          counts.add(lines.item().text());
        } catch (UserException e) {
          throw DataException.at(file, lines.number(), e.getMessage());
        }
      }
    }
  }

  private void countRows(Path file, WordCounts counts) throws IOException {
    DataHeader header = DataHeader.read(file);
    if (header.columns().isEmpty()) {
      return;
    }
    DataColumns columns =
        DataColumns.find(new DataColumns(textColumn, pairColumn, "", null), header, console::tell);
    var cells = new DataCells(file, columns);
    try (var rows = DataRows.open(file)) {
      while (rows.advance()) {
        DataRow row = rows.row();
        counts.add(cells.text(row));
        String pair = cells.pair(row);
        if (pair != null) {
          counts.add(pair);
        }
      }
    }
  }
}
