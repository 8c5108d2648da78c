package org.mekiki.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that terminals give to texts, by Unicode's East Asian width. */
final class ColumnWidthTest {
  @ParameterizedTest
  @CsvSource({
    "film, 4",
    "映画, 4",
    "ひらがな, 8",
    "ｶﾀｶﾅ, 4",
    "カタカナ, 8",
    "ユーザー㈱, 10",
    "ＡＢ, 4",
    "한국, 4",
    "「好」, 6",
    "e\u0301, 1",
    "👍, 2",
    "café, 4"
  })
  void isThatOfUnicode(String text, int columns) {
    assertEquals(columns, ColumnWidth.of(text));
    assertEquals(12, ColumnWidth.of(ColumnWidth.padded(text, 12)));
  }
}
