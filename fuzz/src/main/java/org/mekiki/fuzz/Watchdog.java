package org.mekiki.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Gives inputs to a target, one at a time, on a thread that is watched: for what it throws, how
 * long it takes, and how much it allocates.
 */
public final class Watchdog implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FuzzTarget target;
  private final Duration patience;
  private final Path folder;
  private ExecutorService executor;
  private volatile Thread thread;

  /**
   * Of a target.
   *
   * @param patience how long an input may take
   * @throws IOException if there can be no folder for its files
   */
  public Watchdog(FuzzTarget target, Duration patience) throws IOException {
    this.target = target;
    this.patience = patience;
    folder = Files.createTempDirectory("mekiki-fuzz-");
    begin();
  }

  private void begin() {
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              thread = Thread.ofPlatform().daemon().name("fuzz-" + target.name()).unstarted(task);
              return thread;
            });
  }

  /** Reads an input; one that hangs is left behind with its thread, and the next has another. */
  public Verdict run(byte[] input) throws InterruptedException {
    Future<Verdict> future = executor.submit(() -> watched(input));
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      var where = new TimeoutException("it takes more than %d ms".formatted(patience.toMillis()));
      where.setStackTrace(thread.getStackTrace());
      executor.shutdownNow();
      begin();
      return Verdict.broken(where.getMessage(), where);
    } catch (ExecutionException | CancellationException e) {
      return Verdict.broken("the fuzzer itself failed: " + e, e);
    }
  }

  private Verdict watched(byte[] input) {
    byte[] given = input.clone();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Verdict verdict = judged(given);
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    long most = target.memory(input.length);
    return verdict.isBroken() || taken <= most
        ? verdict
        : Verdict.broken(
            "it allocates %d bytes for an input of %d".formatted(taken, input.length), null);
  }

  private Verdict judged(byte[] input) {
    try {
      target.run(input, folder);
      return new Verdict(Verdict.Kind.ACCEPTED, "", null);
    } catch (Throwable e) { // errors of the Java machine too are what is looked for
      String words = e.getMessage() == null ? "" : e.getMessage();
      return target.refusals().contains(e.getClass()) && !words.isBlank()
          ? new Verdict(Verdict.Kind.REFUSED, words, e)
          : Verdict.broken(e.getClass().getName() + ": " + words, e);
    }
  }

  @Override
  public void close() throws IOException {
    executor.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
