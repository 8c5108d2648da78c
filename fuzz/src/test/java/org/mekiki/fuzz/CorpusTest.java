package org.mekiki.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.fuzz.Verdict.Kind;

/** Every input of the corpus, those that once broke something among them, keeps the promise. */
final class CorpusTest {
  static List<String> targets() {
    return Targets.ALL.stream().map(FuzzTarget::name).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void theCorpusKeepsThePromise(String name) throws Exception {
    FuzzTarget target = Targets.of(name);
    int good = 0;
    try (var watchdog = new Watchdog(target, FuzzRun.PATIENCE)) {
      for (Map.Entry<String, byte[]> input : Corpus.of(target).entrySet()) {
        String file = input.getKey();
        Verdict verdict = watchdog.run(input.getValue());
        String what = target.name() + "/" + file + ": " + verdict.words();
        assertFalse(verdict.isBroken(), what);
        if (file.startsWith(Corpus.GOOD)) {
          good++;
          assertEquals(Kind.ACCEPTED, verdict.kind(), what);
        }
        if (file.startsWith(Corpus.BAD)) {
          assertEquals(Kind.REFUSED, verdict.kind(), what);
        }
      }
    }
    assertFalse(good == 0, "nothing of the corpus of " + name + " is accepted");
  }
}
