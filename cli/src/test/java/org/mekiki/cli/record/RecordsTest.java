package org.mekiki.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** A record is one line to every reader of lines. */
final class RecordsTest {
  @Test
  void nothingInATextEndsTheLine() {
    String text = "a\u0085b\u2028c\u2029d\ne\u000bf\u001cg";
    String line = Records.line(Records.object().put("text", text));
    assertFalse(line.codePoints().anyMatch(c -> c < ' ' || "\u0085\u2028\u2029".indexOf(c) >= 0));
    assertEquals(text, Records.parse(line).orElseThrow().path("text").asString());
  }
}
