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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mekiki.report.wording.Version;

/** The files that name a version, a plugin or a published module agree. */
final class PomFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern OWN =
      Pattern.compile(
          "<artifactId>mekiki-parent</artifactId>\\s*<version>([^<]+)</version>\\s*<packaging>");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>mekiki-[a-z0-9-]+</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern COORDINATES =
      Pattern.compile("org\\.mekiki:mekiki-[a-z0-9-]+:([0-9][\\w.-]*)");
  private static final Pattern PLUGIN = Pattern.compile("(?s)<plugin>(.*?)</plugin>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  static String version() throws IOException {
    Matcher own = OWN.matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(own.find(), "the version of mekiki-parent");
    return own.group(1);
  }

  @Test
  void everyFileNamesTheSameVersion() throws IOException {
    String version = version();
    assertEquals(Version.NUMBER, version.replace("-SNAPSHOT", ""));
    int named = 0;
    for (Path file : filesWithVersions()) {
      String text = Files.readString(file);
      for (Pattern pattern : List.of(VERSION, COORDINATES)) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          if (!matcher.group(1).equals("${project.version}")
              && !matcher.group(1).equals("${mekiki.version}")) {
            assertEquals(version, matcher.group(1), file + ": " + matcher.group());
            named++;
          }
        }
      }
    }
    assertTrue(named > 12, "versions found: " + named);
    String consumer = Files.readString(ROOT.resolve("build-tools/consumer/pom.xml"));
    assertTrue(consumer.contains("<mekiki.version>" + version + "<"), "the consumer's version");
  }

  /** POMs, documents for programs, and what JBang reads. */
  private static List<Path> filesWithVersions() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 5)) {
      return files
          .filter(file -> !ROOT.relativize(file).toString().matches("(?:.*/)?(?:target|\\.git)/.*"))
          .filter(
              file ->
                  file.endsWith("pom.xml")
                      || file.endsWith("jbang-catalog.json")
                      || file.startsWith(ROOT.resolve("docs"))
                          && file.toString().matches(".*\\.(?:md|java)"))
          .sorted()
          .toList();
    }
  }

  /**
   * What is published under the placeholder, or built with whatever plugin is newest, is nothing.
   */
  @Test
  void everyPluginHasAVersion() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    var versioned = new TreeSet<String>();
    for (Matcher plugin = PLUGIN.matcher(parent); plugin.find(); ) {
      if (plugin.group(1).contains("<version>")) {
        versioned.add(artifact(plugin.group(1)));
      }
    }
    for (Path pom : filesWithVersions()) {
      if (pom.endsWith("pom.xml") && !pom.startsWith(ROOT.resolve("build-tools"))) {
        for (Matcher plugin = PLUGIN.matcher(Files.readString(pom)); plugin.find(); ) {
          assertTrue(
              versioned.contains(artifact(plugin.group(1))),
              pom + ": " + artifact(plugin.group(1)));
        }
      }
    }
    // Those that Maven's life cycles bring along, whether or not a POM names them.
    for (String bound : List.of("clean", "resources", "compiler", "surefire", "jar", "install")) {
      assertTrue(versioned.contains("maven-" + bound + "-plugin"), bound);
    }
    assertTrue(versioned.containsAll(List.of("maven-deploy-plugin", "maven-site-plugin")));
  }

  private static String artifact(String plugin) {
    Matcher artifact = ARTIFACT.matcher(plugin);
    assertTrue(artifact.find(), plugin);
    return artifact.group(1);
  }

  @Test
  void theBillOfVersionsSaysOfItselfWhatTheParentSays() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    assertFalse(bom.contains("<parent>"), "a parent would bring its own managed versions along");
    for (String element :
        List.of("licenses", "developers", "mekiki.url", "mekiki.scm", "connection", "url")) {
      assertEquals(element(parent, element), element(bom, element), element);
    }
  }

  private static String element(String pom, String name) {
    Matcher element =
        Pattern.compile("(?s)<" + Pattern.quote(name) + ">(.*?)</" + Pattern.quote(name) + ">")
            .matcher(pom);
    assertTrue(element.find(), name);
    return element.group(1);
  }
}
