package org.mekiki.benchmarks.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PicturesTest {
  private static Measurement sentence(int tokens, double seconds) {
    return Runs.measurement(
        "EncoderBenchmark.forward",
        Map.of("model", "<base> & \"co\"", "input", "1x" + tokens),
        1,
        List.of(List.of(seconds)));
  }

  @Test
  void allPointsAreDrawnAndAllTextIsEscaped(@TempDir Path folder) throws Exception {
    RunResult run = Runs.run(40, sentence(16, 0.1), sentence(128, 0.4));
    List<Path> files = Pictures.draw(run, folder);
    assertEquals(
        List.of(folder.resolve("roofline.svg"), folder.resolve("sentence-length.svg")), files);
    for (Path file : files) {
      Document picture =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      // Two points and their mark in the legend.
      assertEquals(3, picture.getElementsByTagName("circle").getLength());
      assertTrue(picture.getDocumentElement().getTextContent().contains("A & B <CPU>"));
      assertTrue(!Files.readString(file).contains("NaN"));
    }
  }

  @Test
  void nothingToDrawIsSaid(@TempDir Path folder) {
    assertThrows(UsageException.class, () -> Pictures.draw(Runs.run(40), folder));
  }

  @Test
  void anAxisPutsItsEndsAtItsEnds() {
    Axis axis = Axis.logarithmic(3, 700, 0, 100);
    assertEquals(List.of(2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0), axis.ticks());
    assertEquals(0, axis.place(2), 1e-9);
    assertEquals(100, axis.place(1000), 1e-9);
    assertEquals(
        List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0), Axis.fromZero(128, 0, 1).ticks());
  }
}
