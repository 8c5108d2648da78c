package org.mekiki.cli.tool;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.cli.record.Records;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.Version;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Says what this machine is to the engine, and whether it computes rightly. */
@Command(
    name = "doctor",
    description =
        "Shows the JDK, the kernels chosen and why, and the limits; checks a model; computes for a"
            + " while.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki doctor",
      "  mekiki doctor --model model.mekiki --format json",
      "  mekiki doctor --profile",
      "Exit code 1 if something is wrong with the machine's arithmetic, 2 if with the model."
    })
public final class DoctorCommand implements Callable<Integer> {
  /** Columns of the findings' names, with a space behind the longest. */
  private static final int NAMES = 12;

  private final Console console;
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "how long to compute; default: ${DEFAULT-VALUE}")
  private double seconds = 2;

  @Option(
      names = "--profile",
      description = "let the model answer and explain, and say where its time goes")
  private boolean profile;

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  public DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    if (!(seconds > 0 && seconds <= 3600)) {
      throw new UserException("--seconds must be above 0 and at most 3600, got " + seconds);
    }
    try (ComputeContext context = threads.context();
        Profile recorded = profile ? new Profile() : null) {
      var findings = new LinkedHashMap<String, String>();
      addMachine(findings, context);
      TaskModel loaded = model.load(context);
      findings.put(
          "model",
          "%s: sound, checksum and SHA-256 match; family %s, for %s, at most %d tokens"
              .formatted(
                  model.source(), loaded.family(), loaded.task().label(), loaded.maxLength()));
      findings.put("sha256", loaded.sha256());
      KernelCheck test = KernelCheck.run(context, seconds);
      findings.put(
          "self-test",
          String.format(
              Locale.ROOT,
              "%.1f GFLOP/s on %d threads; %s: largest difference from the scalar kernels %.1g",
              test.gigaflops(),
              context.parallelism(),
              test.correct() ? "correct" : "WRONG",
              test.error()));
      ObjectNode numbers = Records.object();
      if (recorded != null) {
        findings.putAll(recorded.of(loaded, seconds, numbers));
      }
      print(findings, numbers, test);
      return test.correct() ? ExitCode.OK : ExitCode.INTERNAL;
    }
  }

  private static void addMachine(Map<String, String> findings, ComputeContext context) {
    KernelSelection selection = KernelSelection.current();
    Runtime runtime = Runtime.getRuntime();
    findings.put("mekiki", Version.NUMBER);
    findings.put(
        "jdk",
        "%s %s, %s, in %s"
            .formatted(
                System.getProperty("java.vm.vendor"),
                Runtime.version(),
                System.getProperty("java.vm.info"),
                System.getProperty("java.home")));
    findings.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
    findings.put("kernels", selection.kernels().name() + ": " + selection.reason());
    findings.put("lanes", lanes(selection.kernels()));
    findings.put("tiles", selection.kernels().blockSizes());
    findings.put(
        "processors",
        "%d, of which %d compute".formatted(runtime.availableProcessors(), context.parallelism()));
    findings.put(
        "heap",
        "%s of at most %s in use"
            .formatted(
                ContainerLimits.mebibytes(runtime.totalMemory() - runtime.freeMemory()),
                ContainerLimits.mebibytes(runtime.maxMemory())));
    findings.put("container", ContainerLimits.read().sentence());
    findings.put("extensions", Extensions.sentence());
    findings.put("options", String.join(" ", given()));
  }

  /** The Java machine's options, but for those of the launcher that only name places. */
  private static List<String> given() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("-Dmekiki"))
        .toList();
  }

  private static String lanes(Kernels kernels) {
    String name = kernels.name();
    if (!name.startsWith("vector-")) {
      return "1 float, no SIMD by hand";
    }
    int bits = Integer.parseInt(name.substring("vector-".length()));
    return "%d floats of %d bits".formatted(bits / Float.SIZE, bits);
  }

  private void print(Map<String, String> findings, ObjectNode profiled, KernelCheck test) {
    if (format.equals("json")) {
      ObjectNode node = Records.object().put("schema", "mekiki/doctor/1");
      findings.forEach((name, finding) -> node.put(name.replace('-', '_'), finding));
      node.put("gigaflops", test.gigaflops()).put("error", test.error()).put("ok", test.correct());
      if (profile) {
        node.set("profile", profiled);
      }
      console.out().println(Records.line(node));
      return;
    }
    findings.forEach(
        (name, finding) ->
            console
                .out()
                .println(
                    ColumnWidth.padded(console.speech().say(name), NAMES)
                        + TerminalText.line(console.speech().of(finding))));
  }
}
