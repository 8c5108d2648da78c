package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what there is. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROGRAM =
      Pattern.compile(
          "```java\n// ([\\w/-]+\\.java)(, run(?: with a (?:sentence )?model)?)?\n(.*?)```",
          Pattern.DOTALL);
  private static final List<String> WITH_PROGRAMS =
      List.of("docs/embedding.md", "docs/architecture.md", "docs/counterfactual.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]*)(?:#([^)]*))?\\)");
  private static final Pattern PICTURE = Pattern.compile(" src(?:set)?=\"([^\"]+)\"");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)*`");
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

  /** A row of the index of decisions: the note's file, and what it explains. */
  private static final Pattern DECISION =
      Pattern.compile("(?m)^\\| \\[[^]]+]\\(([^)]+\\.md)\\) \\| [^|]* \\| ([^|]*) \\|");

  /** A line of prose right after another. */
  private static final Pattern BROKEN =
      Pattern.compile("(?m)^(?![#|<\\s]).+\\n(?![#|<\\s]|[-*] |\\d+\\. ).+$");

  private static final Pattern FIRST_COMMAND =
      Pattern.compile(
          "```\n\\./mekiki explain (?:--lang (ja) )?\"([^\"]+)\"\n```\n\n```\n(.*?)```",
          Pattern.DOTALL);

  /** Runs the programs that are named after the model's file, one after the other. */
  private static final String TOGETHER =
      """
      final class Together {
        void main(String[] arguments) throws ReflectiveOperationException {
          for (int i = 1; i < arguments.length; i++) {
            var main = Class.forName(arguments[i]).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[] {arguments[0]});
            System.out.println(arguments[i] + " ended");
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theProgramsCompileAndRun() throws Exception {
    Map<String, String> programs = new LinkedHashMap<>();
    for (String name : WITH_PROGRAMS) {
      String document = Files.readString(ROOT.resolve(name));
      int before = programs.size();
      Matcher matcher = PROGRAM.matcher(document);
      while (matcher.find()) {
        Path file = folder.resolve(matcher.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, matcher.group(3));
        programs.put(matcher.group(1), Objects.requireNonNullElse(matcher.group(2), ""));
      }
      assertEquals(
          document.split("```java", -1).length - 1,
          programs.size() - before,
          name + ": each names its file");
    }
    Path model = folder.resolve("model.mekiki");
    try (var in = DocumentsTest.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki")) {
      Files.copy(in, model);
    }
    // Those on the class path in one go and one machine, the others as the module that they are.
    String path = engine();
    List<String> plain = programs.keySet().stream().filter(name -> !isModular(name)).toList();
    List<String> modular = programs.keySet().stream().filter(DocumentsTest::isModular).toList();
    Files.writeString(folder.resolve("Together.java"), TOGETHER);
    List<String> sources = Stream.concat(plain.stream(), Stream.of("Together.java")).toList();
    run("javac", List.of("-Xlint:all", "-Werror", "-cp", path, "-d", "out"), sources);
    run("javac", List.of("--module-path", path, "-d", "modules"), modular);
    runTogether(
        path, model, names(plain, programs, how -> how.startsWith(", run") && !ofVectors(how)));
    runTogether(path, sentenceModel(model), names(plain, programs, DocumentsTest::ofVectors));
    String said =
        run(
            "java",
            List.of("--module-path", path + File.pathSeparator + "modules", "-m"),
            List.of("example/example.Modular", model.toString()));
    assertTrue(said.contains("positive"), said);
  }

  private static boolean ofVectors(String how) {
    return how.equals(", run with a sentence model");
  }

  /** The classes of those programs that are to be run in a way. */
  private static List<String> names(
      List<String> plain, Map<String, String> programs, Predicate<String> how) {
    return plain.stream()
        .filter(name -> how.test(programs.get(name)))
        .map(name -> name.replace(".java", ""))
        .toList();
  }

  private void runTogether(String path, Path model, List<String> classes) throws Exception {
    assertFalse(classes.isEmpty());
    List<String> options =
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            path + File.pathSeparator + "out",
            "Together",
            model.toString());
    String ran = run("java", options, classes);
    for (String name : classes) {
      assertTrue(ran.contains(name + " ended\n"), ran);
    }
  }

  /** The encoder of a classifier as one that makes vectors. */
  private Path sentenceModel(Path classifier) throws IOException {
    String directory = folder.resolve("sentences").toString();
    CommandRun exported = CommandRun.run("export", classifier.toString(), directory);
    assertEquals(0, exported.status(), exported.err());
    Files.writeString(
        Path.of(directory, "modules.json"),
        """
        [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
         {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"}]
        """);
    Matcher width =
        Pattern.compile("\"hidden_size\" ?: ?(\\d+)")
            .matcher(Files.readString(Path.of(directory, "config.json")));
    assertTrue(width.find());
    Files.writeString(
        Files.createDirectories(Path.of(directory, "1_Pooling")).resolve("config.json"),
        "{\"word_embedding_dimension\":%s,\"pooling_mode_mean_tokens\":true}"
            .formatted(width.group(1)));
    Path model = folder.resolve("sentences.mekiki");
    CommandRun converted = CommandRun.run("convert", directory, model.toString());
    assertEquals(0, converted.status(), converted.err());
    return model;
  }

  private static boolean isModular(String name) {
    return name.contains("/") || name.equals("module-info.java");
  }

  /** Where the three modules of the engine lie, as this test has them. */
  private static String engine() {
    var places = new ArrayList<String>();
    for (String module :
        List.of(
            "org.mekiki.core", "org.mekiki.transformer", "org.mekiki.sig", "org.mekiki.report")) {
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

  /** All documents, those for the first minute and those of the folder. */
  private static List<Path> documents() throws IOException {
    var documents = new ArrayList<Path>();
    for (String name : List.of("README.md", "README.ja.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(ROOT.resolve(name));
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  @Test
  void whatTheyPointToExists() throws IOException {
    for (Path document : documents()) {
      String text = Files.readString(document);
      Matcher picture = PICTURE.matcher(text);
      while (picture.find()) {
        assertTrue(
            Files.exists(document.resolveSibling(picture.group(1))),
            document + ": " + picture.group());
      }
      Matcher link = LINK.matcher(text);
      while (link.find()) {
        Path target =
            link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
        assertTrue(Files.exists(target), document + ": " + link.group());
        if (link.group(2) != null) {
          assertTrue(headings(target).contains(link.group(2)), document + ": " + link.group());
        }
      }
    }
  }

  /** Anchors of a document's headings, as GitHub makes them. */
  private static Set<String> headings(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void theClassesThatTheyNameExist() throws IOException {
    Set<String> classes = classes();
    for (String name :
        List.of(
            "CONTRIBUTING.md",
            "docs/architecture.md",
            "docs/extending.md",
            "docs/decisions/README.md")) {
      Matcher named = CLASS.matcher(Files.readString(ROOT.resolve(name)));
      while (named.find()) {
        assertTrue(classes.contains(named.group(1)), name + ": " + named.group());
      }
    }
  }

  /** Whoever reads a class that a decision explains is told so. */
  @Test
  void classesNameTheDecisionsThatExplainThem() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/decisions/README.md"));
    int named = 0;
    for (MatchResult row : DECISION.matcher(index).results().toList()) {
      for (MatchResult name : CLASS.matcher(row.group(2)).results().toList()) {
        String source = source(name.group(1) + ".java");
        assertTrue(
            source.contains("docs/decisions/" + row.group(1)),
            name.group(1) + " does not name " + row.group(1));
        named++;
      }
    }
    assertTrue(named > 25, "classes that name a decision: " + named);
  }

  /** The text of a class of that file name, wherever it stands. */
  private static String source(String fileName) throws IOException {
    var text = new StringBuilder();
    try (var modules = Files.newDirectoryStream(ROOT, DocumentsTest::isModule)) {
      for (Path module : modules) {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
          for (Path file : files.filter(each -> each.endsWith(fileName)).toList()) {
            text.append(Files.readString(file));
          }
        }
      }
    }
    return text.toString();
  }

  /** Names of all source files, of tests too, whatever their package. */
  private static Set<String> classes() throws IOException {
    var classes = new HashSet<String>();
    try (var modules = Files.newDirectoryStream(ROOT, DocumentsTest::isModule)) {
      for (Path module : modules) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
        }
      }
    }
    return classes;
  }

  private static boolean isModule(Path folder) {
    return Files.isDirectory(folder.resolve("src"));
  }

  /** The map knows every document, and the index every decision. */
  @Test
  void everyDocumentIsOnTheMap() throws IOException {
    Path docs = ROOT.resolve("docs");
    Set<Path> mapped = linked(docs.resolve("README.md"));
    mapped.addAll(linked(docs.resolve("methods/README.md")));
    mapped.addAll(linked(docs.resolve("decisions/README.md")));
    for (Path document : documents()) {
      assertTrue(
          mapped.contains(document) || document.equals(docs.resolve("README.md")),
          document + " is on no map");
    }
  }

  private static Set<Path> linked(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .map(link -> document.resolveSibling(link.group(1)).normalize())
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void aParagraphIsALine() throws IOException {
    for (Path document : documents()) {
      String text = FENCED.matcher(Files.readString(document)).replaceAll("");
      Matcher broken = BROKEN.matcher(text);
      assertFalse(broken.find(), () -> document + ": " + broken.group());
    }
  }

  @Test
  void theFirstCommandPrintsWhatTheReadmeShows() throws IOException {
    for (String name : List.of("README.md", "README.ja.md")) {
      Matcher shown = FIRST_COMMAND.matcher(Files.readString(ROOT.resolve(name)));
      assertTrue(shown.find(), name);
      CommandRun ran =
          shown.group(1) == null
              ? CommandRun.run("explain", shown.group(2))
              : CommandRun.run("explain", "--lang", shown.group(1), shown.group(2));
      assertEquals(withoutErrors(shown.group(3)), withoutErrors(ran.out()), ran.err());
    }
  }

  /** Errors of integration are differences of nearly equal numbers: their digits vary by kernel. */
  private static String withoutErrors(String page) {
    return page.replaceAll("[±<] 0\\.\\d+", "").strip();
  }
}
