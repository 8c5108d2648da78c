package org.mekiki.cli.data;

import java.util.List;

/** Fields between tabulators, which hold none and have no quotation marks around them. */
final class TabFields implements TableRows.Fields {
  @Override
  public List<String> of(Utf8Lines lines) {
    String line = lines.text();
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    return List.of(line.substring(0, end).split("\t", -1));
  }
}
