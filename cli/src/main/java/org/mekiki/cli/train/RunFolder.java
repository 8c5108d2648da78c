package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.record.Records;
import org.mekiki.transformer.file.OutputException;
import org.mekiki.transformer.file.WholeFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The folder of a training run: its log, one JSON object a line, its plot and its checkpoint. */
final class RunFolder {
  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder, which need not be there.
   *
   * @param named by the user; null for one beside the model
   * @throws UserException if a run is to go on that is not there, or one would be overwritten
   */
  static RunFolder of(Path named, Path model, boolean resume) throws IOException {
    if (Files.isDirectory(model)) {
      throw new UserException("--out " + model + " is a folder; a file is needed");
    }
    Path parent = model.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new UserException(
          "--out %s cannot be written: there is no folder %s".formatted(model, parent));
    }
    String name = String.valueOf(model.getFileName());
    int dot = name.lastIndexOf('.');
    Path folder =
        named != null
            ? named
            : model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-run");
    var run = new RunFolder(folder);
    if (resume && !Files.isRegularFile(run.checkpoint())) {
      throw new UserException(
          "there is no run to continue: %s is missing; leave out --resume"
              .formatted(run.checkpoint()));
    }
    if (!resume && Files.exists(run.checkpoint())) {
      throw new UserException(
          "%s already holds a run; continue it with --resume, or name another folder with --run"
              .formatted(folder));
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserException(folder + " is not a folder; name another with --run");
    }
    return run;
  }

  /** Makes the folder if it is not there. */
  void make() throws IOException {
    Files.createDirectories(folder);
  }

  Path checkpoint() {
    return folder.resolve("checkpoint.bin");
  }

  Path log() {
    return folder.resolve("log.jsonl");
  }

  Path plot() {
    return folder.resolve("loss.svg");
  }

  /** Adds lines to the log. */
  void append(List<ObjectNode> records) throws IOException {
    var text = new StringBuilder();
    records.forEach(each -> text.append(Records.line(each)).append('\n'));
    try {
      Files.writeString(
          log(),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw OutputException.of(log(), e);
    }
  }

  /**
   * What the log says of a run up to a step; later lines, which are computed again, and what was
   * written half, are taken out of it.
   */
  List<JsonNode> keepUpTo(long step) throws IOException {
    var kept = new ArrayList<JsonNode>();
    var text = new StringBuilder();
    if (Files.exists(log())) {
      for (String line : Files.readAllLines(log(), StandardCharsets.UTF_8)) {
        JsonNode node = Records.parse(line).orElse(null);
        if (node != null && node.path("step").asLong(Long.MAX_VALUE) <= step) {
          kept.add(node);
          text.append(line).append('\n');
        }
      }
    }
    WholeFile.writeText(log(), text.toString());
    return kept;
  }

  /** Replaces the plot. */
  void plot(String svg) throws IOException {
    WholeFile.writeText(plot(), svg);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
