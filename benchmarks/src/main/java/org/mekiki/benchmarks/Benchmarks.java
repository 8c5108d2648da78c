package org.mekiki.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.mekiki.benchmarks.code.LoopReport;
import org.mekiki.benchmarks.results.ComparisonReport;
import org.mekiki.benchmarks.results.CostReport;
import org.mekiki.benchmarks.results.Pictures;
import org.mekiki.benchmarks.results.ResultFiles;
import org.mekiki.benchmarks.results.ResultTable;
import org.mekiki.benchmarks.results.RunResult;
import org.mekiki.benchmarks.results.UsageException;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** The program in {@code benchmarks.jar}. */
public final class Benchmarks {
  private static final String USAGE =
      """
      java -jar benchmarks.jar [run] [--json FILE] [--quick] [JMH options]
                                      measures; writes FILE (default: benchmark-result.json)
      java -jar benchmarks.jar compare A.json B.json
                                      how much faster B is, and whether that is noise
      java -jar benchmarks.jar table [--markdown] RESULT.json
                                      time, GFLOP/s, share of the FMA peak, allocation
      java -jar benchmarks.jar cost RESULT.json
                                      how well counted work explains the time of explanations
      java -jar benchmarks.jar draw RESULT.json FOLDER
                                      roofline and speed against sentence length, as SVG
      java -jar benchmarks.jar loops [--code] [java options]
                                      what the compiler made of the tiles, and what it spills
      java -jar benchmarks.jar smoke  runs everything once at tiny sizes and checks the results

      JMH options, such as -l (list), -f 5 (forks), -p engine=mekiki, or a regular expression:
      java -jar benchmarks.jar run -h
      """;

  /** JMH options that print something and measure nothing. */
  private static final List<String> INFORMATIVE = List.of("-h", "-l", "-lp", "-lprof", "-lrf");

  private static final List<String> QUICK =
      List.of("-f", "1", "-wi", "2", "-w", "300ms", "-i", "3", "-r", "300ms");

  private Benchmarks() {}

  /** Exit codes: 0 done, 1 a benchmark failed, 2 the options or a file were wrong. */
  public static void main(String[] args) throws IOException {
    System.exit(run(args));
  }

  static int run(String... args) throws IOException {
    try {
      execute(args);
      return 0;
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (CommandLineOptionException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (NoBenchmarksException e) {
      System.err.println("the options leave no benchmark to run; -l lists them");
      return 2;
    } catch (PatternSyntaxException e) {
      System.err.printf(
          "\"%s\" is no regular expression: %s%n", e.getPattern(), e.getDescription());
      return 2;
    } catch (RunnerException e) {
      System.err.println("a benchmark failed: " + e.getMessage());
      return 1;
    }
  }

  private static void execute(String... args)
      throws IOException, RunnerException, CommandLineOptionException {
    String command = args.length == 0 || args[0].startsWith("-") ? "run" : args[0];
    List<String> rest = new ArrayList<>(List.of(args));
    if (!rest.isEmpty() && rest.getFirst().equals(command)) {
      rest.removeFirst();
    }
    switch (command) {
      case "compare" -> compare(rest);
      case "table" -> table(rest);
      case "cost" -> cost(rest);
      case "draw" -> draw(rest);
      case "loops" -> LoopReport.run(rest, System.out);
      case "smoke" -> Smoke.run(rest);
      case "help", "--help" -> System.out.print(USAGE);
      // Anything else is a regular expression for JMH, as its own program takes it.
      default -> measure(args.length > 0 && !command.equals("run") ? List.of(args) : rest);
    }
  }

  private static void measure(List<String> args)
      throws IOException, RunnerException, CommandLineOptionException {
    if (args.contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    List<String> jmh = new ArrayList<>(args);
    Path file = Path.of("benchmark-result.json");
    int at = jmh.indexOf("--json");
    if (at >= 0) {
      if (at + 1 == jmh.size()) {
        throw new UsageException("--json needs the name of a file");
      }
      file = Path.of(jmh.get(at + 1));
      jmh.subList(at, at + 2).clear();
    }
    if (jmh.remove("--quick")) {
      jmh.addAll(0, QUICK);
    }
    if (jmh.stream().anyMatch(INFORMATIVE::contains)) {
      org.openjdk.jmh.Main.main(jmh.toArray(new String[0]));
      return;
    }
    requireWritable(file);
    RunResult result = new BenchmarkRun(new CommandLineOptions(jmh.toArray(new String[0]))).run();
    ResultFiles.write(result, file);
    System.out.println();
    System.out.print(ResultTable.text(result));
    System.out.println("\nwritten to " + file);
  }

  /** Found out before an hour of measuring, not after it. */
  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new UsageException("the folder of " + file + " does not exist");
    }
    if (Files.isDirectory(file) || !Files.isWritable(folder)) {
      throw new UsageException(file + " cannot be written");
    }
  }

  private static void compare(List<String> args) {
    requireCount(args, 2, "compare needs two result files: compare A.json B.json");
    RunResult first = ResultFiles.read(Path.of(args.get(0)));
    RunResult second = ResultFiles.read(Path.of(args.get(1)));
    System.out.print(new ComparisonReport(first, second).text());
  }

  private static void table(List<String> args) {
    List<String> files = new ArrayList<>(args);
    boolean markdown = files.remove("--markdown");
    requireCount(files, 1, "table needs one result file: table RESULT.json");
    RunResult result = ResultFiles.read(Path.of(files.getFirst()));
    System.out.print(markdown ? ResultTable.markdown(result) : ResultTable.text(result));
  }

  private static void cost(List<String> args) {
    requireCount(args, 1, "cost needs one result file: cost RESULT.json");
    System.out.print(new CostReport(ResultFiles.read(Path.of(args.getFirst()))).markdown());
  }

  private static void draw(List<String> args) throws IOException {
    requireCount(args, 2, "draw needs a result file and a folder: draw RESULT.json FOLDER");
    RunResult result = ResultFiles.read(Path.of(args.get(0)));
    Path folder = Path.of(args.get(1));
    if (!Files.isDirectory(folder)) {
      throw new UsageException("the folder " + folder + " does not exist");
    }
    List<Path> files = Pictures.draw(result, folder);
    files.forEach(file -> System.out.println("written " + file));
  }

  private static void requireCount(List<String> args, int count, String message) {
    if (args.size() != count) {
      throw new UsageException(message);
    }
  }
}
