package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.DataTable;
import org.mekiki.fuzz.FuzzTarget;

/** Files of rows and columns. */
public final class DataTarget implements FuzzTarget {
  private final String ending;

  /**
   * Of a format.
   *
   * @param ending of the file's name: csv, tsv or jsonl
   */
  public DataTarget(String ending) {
    this.ending = ending;
  }

  @Override
  public String name() {
    return ending;
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(DataException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "\",\"", "\"\"", ";", ",", "\t", "text", "label", "{\"text\":", "\"\n\"", "\\udc00");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    DataTable.read(Files.write(folder.resolve("input." + ending), input)).header();
  }
}
