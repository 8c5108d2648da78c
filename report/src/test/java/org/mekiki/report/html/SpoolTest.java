package org.mekiki.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a page is kept in until its contents are known. */
final class SpoolTest {
  @Test
  void aLongPageIsSpooledInOrder() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var spool = new Spool(4)) {
      for (String part : new String[] {"one ", "two ", "3", "四"}) {
        spool.write(part);
      }
      spool.copyTo(out);
    }
    assertEquals("one two 3四", out.toString(StandardCharsets.UTF_8));
  }
}
