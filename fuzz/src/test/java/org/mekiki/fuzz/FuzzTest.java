package org.mekiki.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some inputs of a fixed seed: the same each time. */
final class FuzzTest {
  private static final long SEED = 20_261_129;
  private static final int CASES = 600;

  static List<String> targets() {
    return Targets.ALL.stream().map(FuzzTarget::name).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void hostileInputsKeepThePromise(String name) throws Exception {
    FuzzTarget target = Targets.of(name);
    var findings = new ArrayList<String>();
    try (var run =
        new FuzzRun(target, SEED, FuzzRun.PATIENCE, finding -> findings.add(finding.sentence()))) {
      run.run(CASES);
      assertEquals(List.of(), findings);
      assertTrue(run.accepted() > 0, "no input had a result");
    }
  }
}
