package org.mekiki.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The workflow for public CI runs what the README promises, on three systems and two processors.
 */
final class PublicWorkflowTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SYSTEMS = Pattern.compile("(?m)^ +os: \\[([^]]+)]$");
  private static final Pattern JDK = Pattern.compile("java-version: '(\\d+)'");

  private static String workflow() throws IOException {
    return Files.readString(ROOT.resolve(".github/workflows/ci.yml"));
  }

  @Test
  void itRunsTheCommandsOfTheReadme() throws IOException {
    String workflow = workflow();
    Matcher first =
        Pattern.compile("```\n\\./mekiki (explain \"[^\"]+\")\n```")
            .matcher(Files.readString(ROOT.resolve("README.md")));
    assertTrue(first.find(), "the README's first command");
    assertTrue(workflow.contains("run: ./mekiki " + first.group(1) + "\n"), first.group(1));
    assertTrue(workflow.contains("run: mekiki.cmd " + first.group(1) + "\n"), first.group(1));
    assertTrue(workflow.contains("run: mvn -B verify\n"), "the second command");
    assertTrue(workflow.contains("run: .ci/run\n"), "all checks");
    assertTrue(Files.isExecutable(ROOT.resolve(".ci/run")));
  }

  @Test
  void itRunsOnThreeSystemsAndTwoKindsOfProcessors() throws IOException {
    var systems = new TreeSet<String>();
    for (Matcher line = SYSTEMS.matcher(workflow()); line.find(); ) {
      systems.addAll(List.of(line.group(1).split(", ")));
    }
    assertEquals(6, systems.size(), systems.toString());
    for (String system : List.of("ubuntu", "macos", "windows")) {
      assertEquals(2, systems.stream().filter(s -> s.startsWith(system)).count(), system);
      // GitHub's machines: AArch64 is "-arm" or macOS without "-intel".
      assertEquals(
          1,
          systems.stream()
              .filter(s -> s.startsWith(system))
              .filter(s -> s.endsWith("-arm") || s.startsWith("macos") && !s.endsWith("-intel"))
              .count(),
          system);
    }
    // A name like "latest" would become another system by itself.
    assertFalse(workflow().contains("-latest"), "systems are named by their version");
  }

  @Test
  void itHasTheJdkThatTheBuildAsksFor() throws IOException {
    Matcher release =
        Pattern.compile("<maven\\.compiler\\.release>(\\d+)<")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(release.find());
    Matcher jdk = JDK.matcher(workflow());
    int found = 0;
    for (; jdk.find(); found++) {
      assertEquals(release.group(1), jdk.group(1));
    }
    assertEquals(2, found, "one for each job");
  }

  /** A step can do no more than read the sources. */
  @Test
  void itMayWriteNothing() throws IOException {
    assertTrue(workflow().contains("\npermissions:\n  contents: read\n\n"), workflow());
    assertFalse(workflow().contains("secrets."), workflow());
  }
}
