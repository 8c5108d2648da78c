package org.mekiki.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What JBang reads is right; JBang itself runs nowhere here. */
final class JBangTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PROGRAM = ROOT.resolve("docs/examples/jbang/explain.java");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)^//DEPS org\\.mekiki:(\\S+):(\\S+)$");

  /** Keys that JBang knows. */
  private static final Set<String> KEYS =
      Set.of("script-ref", "description", "java", "main", "java-options");

  @TempDir private Path folder;

  @Test
  void theCatalogueNamesWhatThereIs() throws Exception {
    JsonNode aliases =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(ROOT.resolve("jbang-catalog.json")))
            .path("aliases");
    assertEquals(Set.of("mekiki", "explain"), new TreeSet<>(aliases.propertyNames()));
    for (JsonNode alias : aliases) {
      assertTrue(KEYS.containsAll(alias.propertyNames()), alias.toString());
      assertTrue(alias.path("description").asString().length() > 20, alias.toString());
    }
    JsonNode command = aliases.path("mekiki");
    assertEquals(
        "org.mekiki:mekiki-cli:" + PomFilesTest.version(), command.path("script-ref").asString());
    assertEquals("25", command.path("java").asString());
    assertEquals(
        "--add-modules=jdk.incubator.vector", command.path("java-options").path(0).asString());
    var main =
        Class.forName(command.path("main").asString()).getDeclaredMethod("main", String[].class);
    assertTrue(Modifier.isPublic(main.getModifiers()) && Modifier.isStatic(main.getModifiers()));
    assertEquals(PROGRAM, ROOT.resolve(aliases.path("explain").path("script-ref").asString()));
  }

  /** The directives stand at the beginning of their lines, where JBang looks for them. */
  @Test
  void theProgramAsksForWhatItNeeds() throws IOException {
    String program = Files.readString(PROGRAM);
    assertTrue(program.startsWith("///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n"), program);
    assertTrue(program.contains("\n//JAVA 25\n"), program);
    assertTrue(
        program.contains("\n//RUNTIME_OPTIONS --add-modules=jdk.incubator.vector\n"), program);
    var asked = new ArrayList<String>();
    DEPENDENCY
        .matcher(program)
        .results()
        .forEach(found -> asked.add(found.group(1) + " " + found.group(2)));
    String version = PomFilesTest.version();
    assertEquals(List.of("mekiki-sig " + version, "mekiki-transformer " + version), asked);
  }

  @Test
  void theProgramRunsAsOneLine() throws Exception {
    Path model = folder.resolve("model.mekiki");
    try (var in = JBangTest.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki")) {
      Files.copy(in, model);
    }
    String engine =
        List.of("org.mekiki.core", "org.mekiki.transformer", "org.mekiki.sig").stream()
            .map(name -> ModuleLayer.boot().configuration().findModule(name).orElseThrow())
            .map(module -> Path.of(module.reference().location().orElseThrow()).toString())
            .collect(Collectors.joining(File.pathSeparator));
    String said = run(0, engine, model.toString(), "a warm and funny film", "a dull film");
    assertTrue(said.contains("positive: a warm and funny film\n"), said);
    assertTrue(said.contains("negative: a dull film\n"), said);
    assertTrue(said.matches("(?s).*  \\+\\d\\.\\d{3}  funny\n.*"), said);
    assertTrue(run(2, engine, model.toString()).contains("usage: explain MODEL.mekiki TEXT..."));
  }

  private static String run(int status, String classPath, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classPath,
                PROGRAM.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, process.waitFor(), said);
    return said;
  }
}
