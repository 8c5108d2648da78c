package org.mekiki.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries all targets for hours, or one input again. */
@Command(
    name = "fuzz",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Gives hostile inputs to everything that reads what strangers wrote.")
public final class Fuzz implements Callable<Integer> {
  private static final int CASES_AT_A_TIME = 500;

  @Option(
      names = "--hours",
      defaultValue = "1",
      description = "How long, for all targets together; default: ${DEFAULT-VALUE}.")
  private double hours;

  @Option(names = "--target", description = "This one alone, by its name; default: all.")
  private String target;

  @Option(names = "--seed", description = "Which run; default: another one each time.")
  private Long seed;

  @Option(names = "--case", description = "The input of this number alone, with --target, --seed.")
  private Long number;

  @Option(names = "--input", description = "The input in this file alone, with --target.")
  private Path input;

  @Option(
      names = "--output",
      defaultValue = "fuzz-findings",
      description = "Folder for inputs that are found; default: ${DEFAULT-VALUE}.")
  private Path output;

  private int found;

  private Fuzz() {}

  /** The command; it ends with 1 if something was found. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Fuzz()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if ((input != null || number != null) && target == null) {
      throw new IllegalArgumentException("--case and --input need a --target");
    }
    if (input != null) {
      return replay(Targets.of(target), Files.readAllBytes(input));
    }
    long run = seed == null ? System.nanoTime() : seed;
    System.out.println("seed " + run);
    var runs = new ArrayList<FuzzRun>();
    List<FuzzTarget> targets = target == null ? Targets.ALL : List.of(Targets.of(target));
    try {
      for (FuzzTarget each : targets) {
        runs.add(new FuzzRun(each, run, FuzzRun.PATIENCE, this::tell));
      }
      if (number == null) {
        rounds(runs, targets);
      } else {
        System.out.println(runs.getFirst().one(number).words());
      }
    } finally {
      for (FuzzRun each : runs) {
        each.close();
      }
    }
    return found == 0 ? 0 : 1;
  }

  private static int replay(FuzzTarget target, byte[] input)
      throws IOException, InterruptedException {
    try (var watchdog = new Watchdog(target, FuzzRun.PATIENCE)) {
      Verdict verdict = watchdog.run(input);
      System.out.println(verdict.kind() + " " + verdict.words());
      if (verdict.isBroken() && verdict.thrown() != null) {
        verdict.thrown().printStackTrace();
      }
      return verdict.isBroken() ? 1 : 0;
    }
  }

  private void rounds(List<FuzzRun> runs, List<FuzzTarget> targets) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(Math.round(hours * 3600)).toNanos();
    for (int i = 0; i < runs.size() || System.nanoTime() - end < 0; i++) {
      runs.get(i % runs.size()).run(CASES_AT_A_TIME);
    }
    for (int i = 0; i < runs.size(); i++) {
      System.out.printf(
          "%s: %d cases, %d with a result%n",
          targets.get(i).name(), runs.get(i).cases(), runs.get(i).accepted());
    }
  }

  private void tell(Finding finding) {
    found++;
    try {
      System.out.println(finding.sentence() + "; its input is " + finding.write(output));
    } catch (IOException e) {
      System.out.println(finding.sentence() + "; its input cannot be written: " + e.getMessage());
    }
  }
}
