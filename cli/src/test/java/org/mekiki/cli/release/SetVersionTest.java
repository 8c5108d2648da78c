package org.mekiki.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code build-tools/SetVersion.java} writes a version wherever one stands, and nowhere else. */
final class SetVersionTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> FILES =
      List.of(
          "pom.xml",
          "bom/pom.xml",
          "cli/pom.xml",
          "build-tools/consumer/pom.xml",
          "docs/embedding.md",
          "docs/examples/jbang/explain.java",
          "jbang-catalog.json",
          "report/src/main/java/org/mekiki/report/wording/Version.java");

  @TempDir private Path folder;

  @Test
  void aVersionAndAHomeAreWrittenEverywhere() throws Exception {
    copy();
    String before = PomFilesTest.version();
    String said = run(0, "7.8.9", "https://home.example/", "https://home.example/mekiki.git");
    assertTrue(said.contains(before + " is now 7.8.9"), said);
    for (String name : FILES) {
      String text = Files.readString(folder.resolve(name));
      assertTrue(text.contains("7.8.9"), name);
      assertFalse(text.contains(before), name);
    }
    for (String name : List.of("pom.xml", "bom/pom.xml")) {
      String pom = Files.readString(folder.resolve(name));
      assertTrue(pom.contains("<mekiki.url>https://home.example/</mekiki.url>"), name);
      assertTrue(pom.contains("<mekiki.scm>https://home.example/mekiki.git</mekiki.scm>"), name);
    }
    run(0, before);
    assertEquals(
        Files.readString(ROOT.resolve("cli/pom.xml")),
        Files.readString(folder.resolve("cli/pom.xml")),
        "and back");
  }

  @Test
  void whatIsNoVersionIsRefused() throws Exception {
    copy();
    assertTrue(run(2, "v1.0").startsWith("usage: "), "no version");
    assertTrue(run(2, "1.0.0", "https://home.example/").startsWith("usage: "), "no repository");
    assertEquals(
        Files.readString(ROOT.resolve("pom.xml")), Files.readString(folder.resolve("pom.xml")));
  }

  private void copy() throws IOException {
    for (String name : FILES) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.copy(ROOT.resolve(name), folder.resolve(name));
    }
  }

  private String run(int status, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                ROOT.resolve("build-tools/SetVersion.java").toString(),
                folder.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, process.waitFor(), said);
    return said;
  }
}
