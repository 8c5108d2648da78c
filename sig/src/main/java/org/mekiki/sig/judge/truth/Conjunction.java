package org.mekiki.sig.judge.truth;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A word of each of two kinds must be there. */
record Conjunction() implements KnownTask {
  private static final List<String> ONE = List.of("red", "green", "blue");
  private static final List<String> OTHER = List.of("circle", "square", "star");

  @Override
  public String name() {
    return "conjunction";
  }

  @Override
  public List<String> classes() {
    return List.of("no", "yes");
  }

  @Override
  public List<String> vocabulary() {
    return PlainWords.and(List.of(ONE, OTHER));
  }

  @Override
  public List<String> text(Random random) {
    List<String> text = PlainWords.text(random);
    boolean both = random.nextBoolean();
    int which = random.nextInt(5);
    if (both || which < 2) {
      PlainWords.put(text, PlainWords.one(ONE, random), random);
    }
    if (both || which > 2) {
      PlainWords.put(text, PlainWords.one(OTHER, random), random);
    }
    return text;
  }

  @Override
  public int answer(String... words) {
    return has(words, ONE) && has(words, OTHER) ? 1 : 0;
  }

  private static boolean has(String[] words, List<String> some) {
    return Arrays.stream(words).anyMatch(word -> PlainWords.is(word, some));
  }
}
