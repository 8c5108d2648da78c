package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields as RFC 4180 writes them: between commas; one in quotation marks may hold commas, line
 * breaks and doubled quotation marks.
 */
final class CsvFields implements TableRows.Fields {
  private static final int MOST_CHARACTERS = 1 << 24;

  private final Path file;

  private enum State {
    /** Before the first character of a field. */
    START,
    /** In a field without quotation marks. */
    PLAIN,
    /** Between quotation marks. */
    QUOTED,
    /** After a quotation mark that ends the field or is the first of two. */
    MARK
  }

  CsvFields(Path file) {
    this.file = file;
  }

  @Override
  public char delimiter() {
    return ',';
  }

  @Override
  public List<String> of(Utf8Lines lines) throws IOException {
    var record = new Row();
    long quoted = record.take(lines.text(), lines.number());
    while (record.isOpen()) {
      if (record.field.length() > MOST_CHARACTERS || !lines.advance()) {
        throw DataException.at(
            file, quoted, "the quotation mark that opens a field here has no end");
      }
      record.field.append('\n');
      quoted = record.take(lines.text(), lines.number());
    }
    return record.fields;
  }

  /** A row in the making. */
  private final class Row {
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private State state = State.START;
    private long opened;

    private boolean isOpen() {
      return state == State.QUOTED;
    }

    /** Takes a line; returns on which line the last quotation mark was opened. */
    private long take(String line, long number) {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        boolean ends = c == '\r' && i == line.length() - 1 && state != State.QUOTED;
        if (!ends) {
          take(c, number);
        }
      }
      if (state != State.QUOTED) {
        end();
      }
      return opened;
    }

    private void take(char c, long number) {
      switch (state) {
        case START, PLAIN -> {
          if (c == ',') {
            end();
          } else if (c == '"' && state == State.PLAIN) {
            throw DataException.at(
                file,
                number,
                "there is a quotation mark inside a field; put the field in quotation marks and"
                    + " double those inside");
          } else if (c == '"') {
            opened = number;
            state = State.QUOTED;
          } else {
            field.append(c);
            state = State.PLAIN;
          }
        }
        case QUOTED -> {
          if (c == '"') {
            state = State.MARK;
          } else {
            field.append(c);
          }
        }
        case MARK -> {
          if (c == '"') {
            field.append(c);
            state = State.QUOTED;
          } else if (c == ',') {
            end();
          } else {
            throw DataException.at(
                file,
                number,
                "something follows the quotation mark that ends a field; double it if it belongs"
                    + " to the text");
          }
        }
      }
    }

    private void end() {
      fields.add(field.toString());
      field.setLength(0);
      state = State.START;
    }
  }
}
