package org.mekiki.transformer.tokenizer.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which code points differ in case only, over all of Unicode. */
final class CaseFoldingTest {
  @Test
  void variantsAreAllThatHaveTheSameFold() {
    var byFold = new HashMap<Integer, List<Integer>>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      byFold.computeIfAbsent(CaseFolding.fold(c), _ -> new ArrayList<>()).add(c);
    }
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      List<Integer> all = byFold.get(CaseFolding.fold(c));
      int[] variants = CaseFolding.variants(c);
      int number = c;
      assertEquals(all.size() - 1, variants.length, () -> Character.getName(number));
      for (int variant : variants) {
        assertTrue(variant != c && all.contains(variant), () -> Character.getName(number));
      }
    }
  }
}
