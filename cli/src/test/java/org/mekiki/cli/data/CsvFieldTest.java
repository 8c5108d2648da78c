package org.mekiki.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields of comma-separated values. */
final class CsvFieldTest {
  @Test
  void whatASpreadsheetTakesForAFormulaGetsAnApostrophe() {
    for (String sign : List.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")) {
      assertEquals("'" + sign + "1", CsvField.text(sign + "1"), sign);
      for (String blank : List.of(" ", "\u3000", "\u00a0", "\ufeff", "\u200b")) {
        assertEquals("'" + blank + sign + "1", CsvField.text(blank + sign + "1"), sign);
      }
    }
    assertEquals("'\t=1", CsvField.text("\t=1"));
    assertEquals("'\tx", CsvField.text("\tx"));
    assertEquals("\"'\r=1\"", CsvField.text("\r=1"));
    assertEquals("\"'\nx\"", CsvField.text("\nx"));
  }

  @Test
  void allElseStaysAsItIs() {
    for (String text : List.of("", " ", "good", "a=1", "１＋１", "'=1", "　映画", "😀", "\ud800")) {
      assertEquals(text, CsvField.text(text));
    }
    assertEquals("-0.5", CsvField.quoted("-0.5"), "a number is no text");
    assertEquals("\"a \"\"b\"\", c\"", CsvField.text("a \"b\", c"));
  }
}
