package org.mekiki.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.fuzz.Verdict.Kind;

/** Targets that are wrong on purpose are found, each in its own way. */
final class FaultyTargetTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final byte[] SEED_INPUT = "{\"count\": 12}".getBytes(StandardCharsets.UTF_8);
  private static volatile Object sink;

  @TempDir private Path folder;

  /** A target that does what a test says. */
  private record Faulty(Consumer<byte[]> body) implements FuzzTarget {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public Set<Class<? extends Exception>> refusals() {
      return Set.of(IllegalStateException.class);
    }

    @Override
    public boolean isJson() {
      return true;
    }

    @Override
    public void run(byte[] input, Path folder) {
      body.accept(input);
    }
  }

  /** Takes a number below 1000 for granted. */
  private static void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (!text.startsWith("{\"count\":")) {
      throw new IllegalStateException("it must begin with a count");
    }
    if (text.matches("(?s).*[0-9]{4}.*")) {
      throw new ArrayIndexOutOfBoundsException("fault");
    }
  }

  private static Verdict judged(Consumer<byte[]> body) throws Exception {
    try (var watchdog = new Watchdog(new Faulty(body), FuzzRun.PATIENCE)) {
      return watchdog.run(SEED_INPUT);
    }
  }

  @Test
  void aFaultIsFoundAndMadeAgain() throws Exception {
    var target = new Faulty(FaultyTargetTest::read);
    var findings = new ArrayList<Finding>();
    try (var run = new FuzzRun(target, Set.of(SEED_INPUT), 5, FuzzRun.PATIENCE, findings::add)) {
      run.run(2000);
      assertTrue(run.accepted() > 0, "nothing was accepted");
    }
    assertEquals(1, findings.size(), "one fault is told once");
    Finding finding = findings.getFirst();
    assertEquals(ArrayIndexOutOfBoundsException.class, finding.verdict().thrown().getClass());
    byte[] again = new Mutator(target, List.of(SEED_INPUT), 5).input(finding.number());
    assertArrayEquals(finding.input(), again);
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> read(again));
    assertArrayEquals(again, Files.readAllBytes(finding.write(folder)));
    assertTrue(
        Files.readString(folder.resolve("faulty-5-" + finding.number() + ".txt"))
            .contains("seed 5, case " + finding.number()));
  }

  @Test
  void aRefusalIsNoFault() throws Exception {
    Verdict verdict =
        judged(
            _ -> {
              throw new IllegalStateException("one sentence");
            });
    assertEquals(Kind.REFUSED, verdict.kind());
  }

  @Test
  void aRefusalWithoutASentenceIsAFault() throws Exception {
    assertTrue(
        judged(
                _ -> {
                  throw new IllegalStateException();
                })
            .isBroken());
  }

  private static int deep(int depth) {
    return depth < 0 ? 0 : 1 + deep(depth + 1);
  }

  @Test
  void anErrorOfTheJavaMachineIsAFault() throws Exception {
    Verdict verdict = judged(_ -> deep(0));
    assertEquals(StackOverflowError.class, verdict.thrown().getClass());
    assertTrue(verdict.isBroken());
  }

  @Test
  void whatHangsIsAFaultAndTheNextInputIsRead() throws Exception {
    var hangs = new AtomicBoolean(true);
    Consumer<byte[]> body =
        _ -> {
          while (hangs.get()) {
            Thread.onSpinWait();
          }
        };
    try (var watchdog = new Watchdog(new Faulty(body), SHORT)) {
      Verdict verdict = watchdog.run(SEED_INPUT);
      assertTrue(verdict.isBroken() && verdict.words().contains("more than"), verdict.words());
      hangs.set(false);
      assertEquals(Kind.ACCEPTED, watchdog.run(SEED_INPUT).kind());
    }
  }

  @Test
  void memoryBeyondTheInputIsAFault() throws Exception {
    Verdict verdict = judged(_ -> sink = new long[8 << 20]);
    assertTrue(verdict.isBroken() && verdict.words().contains("allocates"), verdict.words());
  }

  @Test
  void otherSeedsGiveOtherInputs() {
    var target = new Faulty(FaultyTargetTest::read);
    var inputs = new ArrayList<String>();
    for (long seed = 0; seed < 8; seed++) {
      byte[] input = new Mutator(target, List.of(SEED_INPUT), seed).input(3);
      inputs.add(new String(input, StandardCharsets.ISO_8859_1));
    }
    assertTrue(Set.copyOf(inputs).size() > 4, inputs.toString());
  }
}
