package org.mekiki.cli.data;

import java.util.List;

/** Fields between tabulators, which hold none and have no quotation marks around them. */
final class TabFields implements TableRows.Fields {
  @Override
  public char delimiter() {
    return '\t';
  }

  @Override
  public String reason(List<String> found) {
    String last = found.getLast();
    boolean open = last.startsWith("\"") && last.chars().filter(c -> c == '"').count() % 2 == 1;
    return open
        ? "; a quotation mark opens a field that does not end in this line: fields over several"
            + " lines need a .csv file"
        : "";
  }

  /** Whether a field looks like one that a program put in quotation marks, which are kept. */
  static boolean isQuoted(String field) {
    return field.length() >= 2
        && field.startsWith("\"")
        && field.endsWith("\"")
        && field.substring(1, field.length() - 1).replace("\"\"", "").indexOf('"') < 0;
  }

  @Override
  public List<String> of(Utf8Lines lines) {
    String line = lines.text();
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    return List.of(line.substring(0, end).split("\t", -1));
  }
}
