package org.mekiki.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Gives a target the inputs of a seed, one number after the other. */
public final class FuzzRun implements AutoCloseable {
  /** How long an input may take, on a machine that does other things too. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FuzzTarget target;
  private final long seed;
  private final Mutator mutator;
  private final Watchdog watchdog;
  private final Consumer<Finding> findings;
  private final Set<String> known = new HashSet<>();
  private long number;
  private long accepted;

  /**
   * Of a target.
   *
   * @param seed which of all runs it is
   * @param findings takes what breaks the promise, the first of each fault
   */
  public FuzzRun(FuzzTarget target, long seed, Duration patience, Consumer<Finding> findings)
      throws IOException {
    this.target = target;
    this.seed = seed;
    this.findings = findings;
    mutator = new Mutator(target, Corpus.of(target).values(), seed);
    watchdog = new Watchdog(target, patience);
  }

  /** Of these inputs instead of the corpus. */
  FuzzRun(
      FuzzTarget target,
      Set<byte[]> corpus,
      long seed,
      Duration patience,
      Consumer<Finding> findings)
      throws IOException {
    this.target = target;
    this.seed = seed;
    this.findings = findings;
    mutator = new Mutator(target, corpus, seed);
    watchdog = new Watchdog(target, patience);
  }

  /** Goes on by so many cases. */
  public void run(long cases) throws InterruptedException {
    for (long end = number + cases; number < end; number++) {
      one(number);
    }
  }

  /** Gives it the input of one number. */
  public Verdict one(long which) throws InterruptedException {
    byte[] input = mutator.input(which);
    Verdict verdict = watchdog.run(input);
    accepted += verdict.kind() == Verdict.Kind.ACCEPTED ? 1 : 0;
    if (verdict.isBroken() && known.add(verdict.fault())) {
      findings.accept(new Finding(target.name(), seed, which, input, verdict));
    }
    return verdict;
  }

  /** How many cases there were. */
  public long cases() {
    return number;
  }

  /** How many inputs had a result. */
  public long accepted() {
    return accepted;
  }

  @Override
  public void close() throws IOException {
    watchdog.close();
  }
}
