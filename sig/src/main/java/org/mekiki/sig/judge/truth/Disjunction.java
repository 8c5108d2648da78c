package org.mekiki.sig.judge.truth;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Any of several words suffices; most texts that have one have more. */
record Disjunction() implements KnownTask {
  private static final List<String> SUFFICE = List.of("alarm", "fire", "smoke", "siren");

  @Override
  public String name() {
    return "disjunction";
  }

  @Override
  public List<String> classes() {
    return List.of("no", "yes");
  }

  @Override
  public List<String> vocabulary() {
    return PlainWords.and(List.of(SUFFICE));
  }

  @Override
  public List<String> text(Random random) {
    List<String> text = PlainWords.text(random);
    int count = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      PlainWords.put(text, PlainWords.one(SUFFICE, random), random);
    }
    return text;
  }

  @Override
  public int answer(String... words) {
    return Arrays.stream(words).anyMatch(word -> PlainWords.is(word, SUFFICE)) ? 1 : 0;
  }
}
