package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what there is. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROGRAM =
      Pattern.compile(
          "```java\n// ([\\w/-]+\\.java)(, run(?: with a model)?)?\n(.*?)```", Pattern.DOTALL);
  private static final List<String> WITH_PROGRAMS =
      List.of("docs/embedding.md", "docs/architecture.md");
  private static final Pattern FILE = Pattern.compile("`([\\w-]+/src/[\\w/.-]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(?:#[^)]*)?\\)");
  @TempDir private Path folder;

  @Test
  void theProgramsCompileAndRun() throws Exception {
    Map<String, Boolean> programs = new LinkedHashMap<>();
    for (String name : WITH_PROGRAMS) {
      String document = Files.readString(ROOT.resolve(name));
      int before = programs.size();
      Matcher matcher = PROGRAM.matcher(document);
      while (matcher.find()) {
        Path file = folder.resolve(matcher.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, matcher.group(3));
        programs.put(matcher.group(1), matcher.group(2) != null);
      }
      assertEquals(
          document.split("```java", -1).length - 1,
          programs.size() - before,
          name + ": each names its file");
    }
    Path model = folder.resolve("model.mekiki");
    try (var in = DocumentsTest.class.getResourceAsStream("sst2-small.mekiki")) {
      Files.copy(in, model);
    }
    // Those on the class path in one go, the others as the module that they are.
    String path = engine();
    List<String> plain = programs.keySet().stream().filter(name -> !isModular(name)).toList();
    List<String> modular = programs.keySet().stream().filter(DocumentsTest::isModular).toList();
    run("javac", List.of("-Xlint:all", "-Werror", "-cp", path, "-d", "out"), plain);
    run("javac", List.of("--module-path", path, "-d", "modules"), modular);
    for (String name : plain) {
      if (programs.get(name)) {
        run(
            "java",
            List.of(
                "--add-modules", "jdk.incubator.vector", "-cp", path + File.pathSeparator + "out"),
            List.of(name.replace(".java", ""), model.toString()));
      }
    }
    String said =
        run(
            "java",
            List.of("--module-path", path + File.pathSeparator + "modules", "-m"),
            List.of("example/example.Modular", model.toString()));
    assertTrue(said.contains("positive"), said);
  }

  private static boolean isModular(String name) {
    return name.contains("/") || name.equals("module-info.java");
  }

  /** Where the three modules of the engine lie, as this test has them. */
  private static String engine() {
    var places = new ArrayList<String>();
    for (String module : List.of("org.mekiki.core", "org.mekiki.transformer", "org.mekiki.sig")) {
      var found = ModuleLayer.boot().configuration().findModule(module).orElseThrow().reference();
      places.add(Path.of(found.location().orElseThrow()).toString());
    }
    return String.join(File.pathSeparator, places);
  }

  private String run(String tool, List<String> options, List<String> arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(options);
    command.addAll(arguments);
    Path log = folder.resolve("log.txt");
    int status =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    String said = Files.readString(log);
    assertEquals(0, status, () -> String.join(" ", arguments) + ": " + said);
    return said;
  }

  @Test
  void whatTheyPointToExists() throws IOException {
    for (String name :
        List.of(
            "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/api.md", "docs/embedding.md")) {
      Path document = ROOT.resolve(name);
      String text = Files.readString(document);
      Matcher file = FILE.matcher(text);
      while (file.find()) {
        assertTrue(Files.exists(ROOT.resolve(file.group(1))), name + ": " + file.group(1));
      }
      Matcher link = LINK.matcher(text);
      while (link.find()) {
        assertTrue(
            Files.exists(document.resolveSibling(link.group(1))), name + ": " + link.group(1));
      }
    }
  }
}
