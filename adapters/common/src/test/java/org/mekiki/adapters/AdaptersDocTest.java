package org.mekiki.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/adapters.md shows what the tests of the adapters compile and run. */
final class AdaptersDocTest {
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ARTIFACT =
      Pattern.compile(
          "<groupId>org.mekiki</groupId>\n  <artifactId>([\\w-]+)</artifactId>\n"
              + "  <version>([^<]+)</version>");

  private static final Path ADAPTERS = TestModels.root().resolve("adapters");

  private static String page() throws IOException {
    return Files.readString(TestModels.root().resolve("docs/adapters.md"));
  }

  /** Lines without their indentation. */
  private static String plain(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static List<String> sources() throws IOException {
    var sources = new ArrayList<String>();
    for (String module : List.of("langchain4j", "spring")) {
      try (Stream<Path> files = Files.walk(ADAPTERS.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          sources.add(plain(Files.readString(file)));
        }
      }
    }
    return sources;
  }

  @Test
  void everyProgramStandsInATest() throws IOException {
    List<String> sources = sources();
    List<MatchResult> programs = PROGRAM.matcher(page()).results().toList();
    assertEquals(3, programs.size());
    for (MatchResult program : programs) {
      String code = plain(program.group(1));
      assertTrue(sources.stream().anyMatch(source -> source.contains(code)), program.group());
    }
  }

  @Test
  void theDependenciesAreThoseOfThePoms() throws IOException {
    List<MatchResult> artifacts = ARTIFACT.matcher(page()).results().toList();
    assertEquals(2, artifacts.size());
    String parent = Files.readString(TestModels.root().resolve("pom.xml"));
    for (MatchResult artifact : artifacts) {
      String module = artifact.group(1).equals("mekiki-langchain4j") ? "langchain4j" : "spring";
      String pom = Files.readString(ADAPTERS.resolve(module).resolve("pom.xml"));
      assertTrue(pom.contains("<artifactId>" + artifact.group(1) + "</artifactId>"), pom);
      assertTrue(parent.contains("<version>" + artifact.group(2) + "</version>"));
    }
  }

  @Test
  void theVersionsOfTheFrameworksAreThoseOfThePom() throws IOException {
    String pom = Files.readString(ADAPTERS.resolve("pom.xml"));
    String page = page();
    for (String[] each :
        new String[][] {
          {"langchain4j", "langchain4j %s"},
          {"springboot", "Spring Boot %s"},
          {"springai", "Spring AI %s"}
        }) {
      MatchResult version =
          Pattern.compile("<version." + each[0] + ">([^<]+)<")
              .matcher(pom)
              .results()
              .findFirst()
              .orElseThrow();
      assertTrue(page.contains(each[1].formatted(version.group(1))), each[1]);
    }
  }
}
