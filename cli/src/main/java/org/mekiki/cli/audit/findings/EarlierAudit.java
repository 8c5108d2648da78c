package org.mekiki.cli.audit.findings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.cli.data.Utf8Lines;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The findings of another audit of the same data, read one after the other beside one's own. */
public final class EarlierAudit implements Closeable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Settings that decide what a score means. */
  private static final List<String> ALIKE =
      List.of("method", "baseline", "explained value", "explained classes");

  private final Path folder;
  private final Path path;
  private final Utf8Lines lines;
  private final JsonNode header;
  private long number;

  private EarlierAudit(Path folder, Path path, Utf8Lines lines, JsonNode header) {
    this.folder = folder;
    this.path = path;
    this.lines = lines;
    this.header = header;
  }

  /**
   * Opens an audit's folder.
   *
   * @throws DataException if there is no audit in it
   */
  public static EarlierAudit open(Path folder) throws IOException {
    Path path = folder.resolve(RecordFile.NAME);
    if (!Files.isRegularFile(path)) {
      throw new DataException(
          "--before %s: there is no %s; name the output folder of an audit of the same data"
              .formatted(folder, RecordFile.NAME));
    }
    var lines = new Utf8Lines(path);
    try {
      return new EarlierAudit(folder, path, lines, header(folder, lines));
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private static JsonNode header(Path folder, Utf8Lines lines) throws IOException {
    try {
      if (lines.advance()) {
        JsonNode header = JSON.readTree(lines.text());
        if (header.path("schema").asString("").equals(FindingsFile.SCHEMA)) {
          return header;
        }
      }
    } catch (JacksonException e) {
      // The same as another schema.
    }
    throw new DataException(
        "--before %s: its %s is not that of an audit".formatted(folder, RecordFile.NAME));
  }

  /** The other model's SHA-256. */
  public String model() {
    return header.path("model").asString("");
  }

  /**
   * Refuses an audit that cannot be compared text by text.
   *
   * @param own the settings of the audit that it is compared with
   * @throws DataException if anything but the model differs that decides what numbers mean
   */
  public void requireLike(JsonNode own) {
    if (!header.path("data").equals(own.path("data"))) {
      throw refusal("that audit is of other data; audit both models on the same file");
    }
    for (String name : ALIKE) {
      if (!header.path(name).equals(own.path(name))) {
        throw refusal(
            "that audit has %s “%s”, this one “%s”; compared audits may differ only in the model"
                .formatted(
                    name, header.path(name).asString("none"), own.path(name).asString("none")));
      }
    }
    if (!header.path("swaps").equals(own.path("swaps"))) {
      throw refusal("that audit tried other probes; give both audits the same --probes");
    }
  }

  private DataException refusal(String what) {
    return new DataException("--before %s: %s".formatted(folder, what));
  }

  /**
   * What was found for the next text.
   *
   * @param classes that the other model has to have
   * @throws DataException if the audit is not finished, damaged, or of a model of other classes
   */
  public TextFinding next(int classes) throws IOException {
    if (!lines.advance() || !lines.isComplete()) {
      throw refusal(
          "that audit ends after %d of %d texts; finish it first"
              .formatted(number, header.path("texts").asLong()));
    }
    TextFinding finding;
    try {
      finding = FindingRecord.parse(number, JSON.readTree(lines.text()));
    } catch (JacksonException e) {
      throw DataException.at(path, number + 2, "this is not a finding; make that audit again");
    }
    number++;
    int has = Optional.ofNullable(finding.answer()).map(a -> a.logits().length).orElse(classes);
    if (has != classes) {
      throw refusal("that model has %d classes, this one %d".formatted(has, classes));
    }
    return finding;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
