package org.mekiki.sig.judge.truth;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Of words of two kinds those decide that are more. */
record Majority() implements KnownTask {
  private static final List<String> DOWN = List.of("falls", "sinks", "drops");
  private static final List<String> UP = List.of("rises", "climbs", "grows");
  private static final int MOST = 5;

  @Override
  public String name() {
    return "majority";
  }

  @Override
  public List<String> classes() {
    return List.of("down", "level", "up");
  }

  @Override
  public List<String> vocabulary() {
    return PlainWords.and(List.of(DOWN, UP));
  }

  @Override
  public List<String> text(Random random) {
    List<String> text = PlainWords.text(random);
    int count = random.nextInt(MOST + 1);
    for (int i = 0; i < count; i++) {
      PlainWords.put(text, PlainWords.one(random.nextBoolean() ? UP : DOWN, random), random);
    }
    return text;
  }

  @Override
  public int answer(String... words) {
    return 1 + Long.signum(count(words, UP) - count(words, DOWN));
  }

  private static long count(String[] words, List<String> some) {
    return Arrays.stream(words).filter(word -> PlainWords.is(word, some)).count();
  }
}
