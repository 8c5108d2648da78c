package org.mekiki.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The launcher for Windows does what the one for shells does: the same steps in the same order,
 * with the same options, classes, variables, folders, messages and exit codes.
 */
final class LauncherPairTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LAUNCHER = ROOT.resolve("cli/src/main/launcher");

  /** Kinds of facts, and what they look like in either language. */
  private static final Map<String, Pattern> FACTS =
      new TreeMap<>(
          Map.of(
              "option of Java", Pattern.compile("-X[A-Za-z]+:[+\\w]+"),
              "property", Pattern.compile("-D[\\w.]+(?:=[a-z]+)?"),
              "long option", Pattern.compile("(?<![\\w-])--[a-z][a-z-]+"),
              "class", Pattern.compile("org\\.mekiki\\.[\\w./]+"),
              "variable of the environment", Pattern.compile("\\b(?:JAVA|JDK|MEKIKI)_[A-Z_]+"),
              "command", Pattern.compile("\\b(?:explain|predict|tokenize|inspect|completion)\\b"),
              "version", Pattern.compile("JAVA_VERSION=.{1,2}25"),
              "Maven", Pattern.compile("mvn -B -q -pl cli -am"),
              "sentence", Pattern.compile("an unpretentious , warm and very funny film"),
              "limit", Pattern.compile("\\b200\\b")));

  /**
   * What only the shell's does. Cmd cannot tell whether a stream is a terminal, which Java then
   * finds out by itself; it cannot wait for another build; and it cannot leave out the line on
   * incubating modules of what is written to standard error.
   */
  private static final List<String> SHELL_ONLY =
      List.of(
          "property -Dmekiki.terminal.out",
          "property -Dmekiki.terminal.err",
          "place /cli/target/build.lock");

  private static final Pattern MESSAGE =
      Pattern.compile("echo \"?(mekiki: [^\"\\r\\n]+?)(?:\"| 1>&2)");
  private static final Pattern VARIABLE = Pattern.compile("%(\\w+)%|\\$(\\w+)");
  private static final Pattern PLACE =
      Pattern.compile("[/\\\\]cli[/\\\\]target(?:[/\\\\][\\w.-]+)?|start\\.aot");
  private static final Pattern HEADING = Pattern.compile("(?m)^(?:#|rem) --- ([a-zA-Z0-9 ]+)");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:#|rem\\b).*$");
  private static final Pattern MODULES = Pattern.compile("(?:core|'core').*?cli\\b");

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private static String shell() throws IOException {
    return read(ROOT.resolve("mekiki")) + read(LAUNCHER.resolve("run.sh"));
  }

  private static String windows() throws IOException {
    return read(ROOT.resolve("mekiki.cmd"));
  }

  /** Everything that the two have to have in common, one line each. */
  private static Set<String> facts(String script) {
    String code = COMMENT.matcher(script).replaceAll("");
    var facts = new TreeSet<String>();
    FACTS.forEach(
        (kind, pattern) ->
            pattern
                .matcher(code)
                .results()
                .map(MatchResult::group)
                .map(found -> kind.equals("version") ? "25" : found.replaceFirst("=true$", ""))
                .forEach(found -> facts.add(kind + " " + found)));
    for (Matcher message = MESSAGE.matcher(code); message.find(); ) {
      facts.add("message " + VARIABLE.matcher(message.group(1)).replaceAll("VALUE"));
    }
    for (Matcher place = PLACE.matcher(code); place.find(); ) {
      facts.add("place " + place.group().replace('\\', '/'));
    }
    return facts;
  }

  private static List<String> differences(String shell, String windows) {
    Set<String> here = facts(shell);
    Set<String> there = facts(windows);
    var differences = new ArrayList<String>();
    here.stream().filter(fact -> !there.contains(fact)).forEach(differences::add);
    there.stream()
        .filter(fact -> !here.contains(fact))
        .forEach(fact -> differences.add("Windows only: " + fact));
    differences.removeAll(SHELL_ONLY);
    return differences;
  }

  @Test
  void bothDoTheSame() throws IOException {
    assertEquals(List.of(), differences(shell(), windows()));
    assertTrue(
        facts(shell()).containsAll(SHELL_ONLY), "what is no difference is not listed as one");
    assertTrue(facts(windows()).size() > 30, facts(windows()).toString());
  }

  /** Whatever is taken out of one of them, or put into it, is a difference. */
  @Test
  void aChangeOfOneIsSeen() throws IOException {
    String windows = windows();
    for (String fact : facts(windows)) {
      if (fact.startsWith("message") || fact.startsWith("place") || fact.startsWith("version")) {
        continue;
      }
      String text =
          FACTS.keySet().stream()
              .filter(kind -> fact.startsWith(kind + " "))
              .map(kind -> fact.substring(kind.length() + 1))
              .findFirst()
              .orElseThrow();
      assertFalse(differences(shell(), windows.replace(text, "other")).isEmpty(), fact);
    }
    for (String text :
        List.of("needs a JDK 25", "the end of %log%", "\\lib\"", "start.aot", ".25\"")) {
      assertTrue(windows.contains(text), text);
      assertFalse(differences(shell(), windows.replace(text, "other")).isEmpty(), text);
    }
    String more = windows + "\r\n\"%java%\" -XX:+UseZGC -Dmekiki.other=1 --more %MEKIKI_MORE%\r\n";
    assertEquals(4, differences(shell(), more).size(), "each addition");
  }

  @Test
  void theStepsComeInTheSameOrder() throws IOException {
    List<String> steps = headings(read(ROOT.resolve("mekiki")));
    assertEquals(3, steps.size(), steps.toString());
    List<String> there = headings(windows());
    assertEquals(steps, there.subList(0, 3));
    assertEquals(List.of("subroutines"), there.subList(3, there.size()));
  }

  private static List<String> headings(String script) {
    return HEADING.matcher(script).results().map(found -> found.group(1).strip()).toList();
  }

  /** Sources whose change makes it build again. */
  @Test
  void bothLookAtTheSameModules() throws IOException {
    assertEquals(modules(read(ROOT.resolve("mekiki"))), modules(windows()));
  }

  private static List<String> modules(String script) {
    Matcher modules = MODULES.matcher(COMMENT.matcher(script).replaceAll(""));
    assertTrue(modules.find(), script);
    return List.of(modules.group().replaceAll("[' ]", "").split(","));
  }

  @Test
  void everyRefusalHasTheSameExitCode() throws IOException {
    assertEquals(
        Pattern.compile("exit 2\\b").matcher(shell()).results().count(),
        Pattern.compile("exit /b 2\\b").matcher(windows()).results().count());
  }

  /** A file that called the other would have texts read twice; so the last part is in both. */
  @Test
  void theImagesLauncherRunsInTheSameWay() throws IOException {
    String image = read(LAUNCHER.resolve("mekiki.cmd"));
    String from = "rem --- run ---";
    String last = "type nul >\"%start%\"\r\nexit /b 0\r\n";
    assertTrue(image.endsWith(last), "the image's launcher ends with the common part");
    assertTrue(windows().contains(image.substring(image.indexOf(from))), "the parts differ");
  }

  /**
   * Cmd misses labels where lines end otherwise, and reads texts again where it is told to call.
   */
  @Test
  void cmdReadsThemAsTheyAreMeant() throws IOException {
    for (Path file : List.of(ROOT.resolve("mekiki.cmd"), LAUNCHER.resolve("mekiki.cmd"))) {
      String text = read(file);
      assertEquals(
          text.chars().filter(c -> c == '\n').count(),
          text.split("\r\n", -1).length - 1,
          file.toString());
      var labels = new TreeSet<String>();
      Pattern.compile("(?m)^:(\\w+)").matcher(text).results().forEach(l -> labels.add(l.group(1)));
      Matcher jump = Pattern.compile("(?:goto |call :)(\\w+)").matcher(text);
      while (jump.find()) {
        assertTrue(labels.contains(jump.group(1)), file + ": no label " + jump.group(1));
      }
      for (String line : text.lines().toList()) {
        boolean runs = line.contains("%*");
        assertTrue(!runs || line.startsWith("\"%java%\" ") && line.endsWith(" %*"), line);
      }
    }
  }
}
