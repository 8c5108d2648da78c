package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.terminal.TerminalDetail;
import org.mekiki.cli.terminal.TerminalExplanation;
import org.mekiki.cli.tool.ContainerLimits;
import org.mekiki.cli.tool.KernelCheck;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.wording.ClassSubject;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** How the command begins, and what it says of itself. */
final class StartTest {
  private static final String TEXT = "an unpretentious , warm and very funny film";
  private static final Path RUN = Path.of("src", "main", "launcher", "run.sh");
  @TempDir private Path folder;

  @Test
  void aPlainCallAnswersAsTheOptionParserDoes() {
    for (String command : List.of("explain", "predict")) {
      assertTrue(PlainCall.of(null, command, TEXT).isPresent());
      assertFalse(PlainCall.of(null, command, "--format", "terminal", TEXT).isPresent());
      assertEquals(run(command, "--format", "terminal", TEXT), run(command, TEXT));
    }
    assertFalse(PlainCall.of(null, "explain").isPresent());
    assertFalse(PlainCall.of(null, "tokenize", TEXT).isPresent());
    assertFalse(PlainCall.of(null, "explain", "@file").isPresent(), "the parser reads such files");
    refused("no word to explain", "explain", "");
  }

  @Test
  void theLauncherDecidesAsTheJarDoes() throws Exception {
    List<List<String>> calls =
        List.of(
            List.of(),
            List.of("--help"),
            List.of("explain", TEXT),
            List.of("predict", "a", "b"),
            List.of("predict"),
            List.of("explain", "é".repeat(200)),
            List.of("explain", "é".repeat(201)),
            List.of("explain", "a".repeat(100), "b".repeat(101)),
            List.of("explain", "--format", "json", TEXT),
            List.of("explain", TEXT, "-h"),
            List.of("explain", "@file"),
            List.of("tokenize", "--model", "x", "y"),
            List.of("serve"),
            List.of("doctor"),
            List.of("convert", "a", "b"),
            List.of("unknown"));
    for (List<String> call : calls) {
      assertEquals(shellSays(call), QuickCall.is(call.toArray(String[]::new)), call.toString());
    }
  }

  private boolean shellSays(List<String> call) throws Exception {
    String said = launched("", 0, call);
    return said.contains("-Dmekiki.kernels=scalar");
  }

  /** What the launcher says, with a java command that tells how it was called. */
  private String launched(String extensions, int status, List<String> call) throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Path script = folder.resolve("launch");
    Files.writeString(
        script,
        "java=%s\nclasses=(a.jar)\nstart=%s\n. %s\n"
            .formatted(java, folder.resolve("absent"), RUN.toAbsolutePath()));
    var command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(call);
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().put(ExtensionJars.VARIABLE, extensions);
    Process started = process.start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, started.waitFor(), said);
    return said;
  }

  /** Jars by themselves and by their folder, for the launcher and for the executable jar. */
  @Test
  void jarsThatExtendTheCommandAreOnItsPath() throws Exception {
    Path single = Files.createFile(folder.resolve("single.jar"));
    Path shelf = Files.createDirectory(folder.resolve("shelf"));
    Path first = Files.createFile(shelf.resolve("a.jar"));
    Path second = Files.createFile(shelf.resolve("b.jar"));
    Files.createFile(shelf.resolve("readme.txt"));
    String named = String.join(File.pathSeparator, "", shelf.toString(), single.toString());
    List<String> jars = List.of(first.toString(), second.toString(), single.toString());
    assertEquals(jars, ExtensionJars.of(named));
    assertEquals(List.of(), ExtensionJars.of(""));
    // A quick call too: the module path alone knows services.
    String said = launched(named, 0, List.of("explain", TEXT));
    String path = "a.jar" + File.pathSeparator + String.join(File.pathSeparator, jars);
    assertTrue(said.contains("--module-path " + path + " -m "), said);

    String absent = folder.resolve("absent.jar").toString();
    String refusal = "MEKIKI_EXTENSIONS names " + absent + ", which is neither a jar nor a folder";
    assertEquals(
        refusal,
        assertThrows(UserException.class, () -> ExtensionJars.of(named + ":" + absent))
            .getMessage());
    assertEquals(
        "mekiki: " + refusal + "\n", launched(named + ":" + absent, 2, List.of("explain", TEXT)));
  }

  @Test
  void anInterruptedMakingOfTheCacheLeavesNothing() throws Exception {
    Path start = folder.resolve("start.aot");
    long gone = new ProcessBuilder("true").start().onExit().get().pid();
    Path abandoned = folder.resolve("start.aot." + gone);
    Files.writeString(abandoned, "half");
    Files.writeString(folder.resolve("start.aot." + gone + ".config"), "half");
    Path busy = folder.resolve("start.aot." + ProcessHandle.current().pid());
    Files.writeString(busy, "another process is at it");
    Path java = folder.resolve("java");
    Path begun = folder.resolve("begun");
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        for each; do case $each in -XX:AOTCacheOutput=*) made=${each#*=}; esac; done
        [ -n "${made:-}" ] || exit 0
        : >"$made" && : >"$made.config" && : >%s && exec sleep 1
        """
            .formatted(begun));
    assertTrue(java.toFile().setExecutable(true));
    Path script = folder.resolve("launch");
    Files.writeString(
        script,
        "java=%s\nclasses=(a.jar)\nstart=%s\nmake_start=true\n. %s\n"
            .formatted(java, start, RUN.toAbsolutePath()));
    var launcher = new ProcessBuilder("bash", script.toString(), "--help");
    launcher.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process started = launcher.start();
    while (Files.notExists(begun)) {
      assertTrue(started.isAlive(), "the launcher ended too early");
      Thread.sleep(10);
    }
    started.destroy();
    assertEquals(143, started.waitFor(), "as others that end by a signal");
    assertFalse(Files.exists(start), "what was not made does not count as tried");
    try (var left = Files.list(folder)) {
      assertEquals(
          List.of(busy),
          left.filter(file -> file.toString().contains("start.aot")).toList(),
          "its own parts and those of processes that are gone are removed, no others");
    }
  }

  @Test
  void theScalarAnswerReadsTheSame() {
    var out = new ByteArrayOutputStream();
    String before = System.getProperty("mekiki.kernels");
    try (var o = new PrintStream(out, true, StandardCharsets.UTF_8);
        ComputeContext vectors = ComputeContext.sequential()) {
      var model = new ModelOption();
      var explainer = org.mekiki.sig.SequentialIntegratedGradients.adaptive(0.01);
      for (ComputeContext context : List.of(vectors, vectors.withScalarKernels())) {
        var loaded = model.loadClassifier("explain", context);
        var found = explainer.explain(loaded, TEXT);
        var subject = new ClassSubject(loaded.labels(), loaded.problem()).of(found);
        new TerminalExplanation(
                new ReportView(found, subject, Optional.empty(), OptionalLong.empty()),
                OptionalInt.empty(),
                new TerminalDetail(ColourDepth.NONE, false, true, Speech.ENGLISH))
            .print(o);
        o.print('\f');
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertEquals(before, System.getProperty("mekiki.kernels"));
    List<String> pages = List.of(out.toString(StandardCharsets.UTF_8).split("\f", -1));
    assertEquals(pages.get(0), pages.get(1));
  }

  @Test
  void doctorSaysWhatComputesAndThatItIsRight() {
    var ran = run("doctor", "--seconds", "0.2", "--format", "json");
    assertEquals(0, ran.status(), ran.err());
    var node = JsonMapper.builder().build().readTree(ran.out());
    assertTrue(node.path("ok").asBoolean());
    assertTrue(node.path("gigaflops").asDouble() > 0);
    assertTrue(node.path("error").asDouble() <= 1e-5);
    try (ComputeContext context = ComputeContext.sequential()) {
      assertTrue(node.path("kernels").asString().startsWith(context.kernelName()));
    }
    assertTrue(node.path("model").asString().contains("SHA-256 match"));
    assertFalse(new KernelCheck(100, Double.POSITIVE_INFINITY).correct());
    refused("--seconds must be above 0", "doctor", "--seconds", "0");
    refused("does not exist", "doctor", "--model", "nowhere");
  }

  @Test
  void aContainersLimitsAreFoundInBothVersions() throws Exception {
    assertEquals("none", ContainerLimits.read(folder).sentence());
    Files.writeString(folder.resolve("cpu.max"), "150000 100000\n");
    Files.writeString(folder.resolve("memory.max"), "max\n");
    assertEquals("1.5 processors", ContainerLimits.read(folder).sentence());
    Files.writeString(folder.resolve("memory.max"), (512L << 20) + "\n");
    assertEquals("1.5 processors, 512 MiB of memory", ContainerLimits.read(folder).sentence());
    Path older = Files.createDirectories(folder.resolve("older/cpu")).getParent();
    Files.createDirectories(older.resolve("memory"));
    Files.writeString(older.resolve("cpu/cpu.cfs_quota_us"), "-1\n");
    Files.writeString(older.resolve("memory/memory.limit_in_bytes"), "9223372036854771712\n");
    assertEquals(
        new ContainerLimits(Optional.empty(), Optional.empty()), ContainerLimits.read(older));
    Files.writeString(older.resolve("cpu/cpu.cfs_quota_us"), "50000\n");
    Files.writeString(older.resolve("cpu/cpu.cfs_period_us"), "100000\n");
    assertEquals("0.5 processors", ContainerLimits.read(older).sentence());
  }

  @Test
  void completionKnowsCommandsAndOptions() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, run("completion", "bash").out());
    for (String[] each :
        new String[][] {{"expl", "1", "explain"}, {"serve --por", "2", "--port"}}) {
      String asked =
          "compopt() { :; }; source %s; COMP_WORDS=(mekiki %s); COMP_CWORD=%s; _complete_mekiki; echo \"${COMPREPLY[@]}\""
              .formatted(script, each[0], each[1]);
      var process = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(each[2], said.strip());
    }
    refused("it can be bash, zsh", "completion", "fish");
  }

  @Test
  void everyCommandShowsExamples() {
    var console = new Console(System.out, System.err, ColourDepth.NONE, false);
    Set<String> commands = requireExamples(Mekiki.commands(console));
    assertTrue(commands.containsAll(Set.of("explain", "study score")), commands.toString());
    assertTrue(run("--help").out().contains("Exit codes:"));
  }

  /** The names of all commands below this one, each looked at. */
  private static Set<String> requireExamples(CommandLine above) {
    var names = new TreeSet<String>();
    for (CommandLine command : above.getSubcommands().values()) {
      String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("^mekiki ", "");
      String help = command.getUsageMessage();
      assertTrue(help.contains("Examples:") && help.contains("  mekiki " + name + " "), help);
      names.add(name);
      names.addAll(requireExamples(command));
    }
    return names;
  }
}
