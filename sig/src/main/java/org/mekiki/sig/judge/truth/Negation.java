package org.mekiki.sig.judge.truth;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.RowSet;

/**
 * A word says the class, and "not" right before it turns it round; before another word it does
 * nothing.
 */
record Negation() implements KnownTask {
  private static final List<String> GOOD = List.of("good", "fine", "lovely", "clever");
  private static final List<String> BAD = List.of("bad", "poor", "dull", "clumsy");
  private static final String NOT = "not";

  @Override
  public String name() {
    return "negation";
  }

  @Override
  public List<String> classes() {
    return List.of("negative", "neutral", "positive");
  }

  @Override
  public List<String> vocabulary() {
    return PlainWords.and(List.of(GOOD, BAD, List.of(NOT)));
  }

  @Override
  public List<String> text(Random random) {
    List<String> text = PlainWords.text(random);
    int place = 1 + random.nextInt(text.size() - 1);
    if (random.nextInt(8) > 0) {
      text.set(place, PlainWords.one(random.nextBoolean() ? GOOD : BAD, random));
    }
    // As often as not, a word of either kind would say nothing alone, and nothing could be learnt
    // of it before its "not".
    if (random.nextInt(3) == 0) {
      text.set(place - 1, NOT);
    }
    int elsewhere = random.nextInt(text.size());
    if (random.nextBoolean() && elsewhere != place && elsewhere != place - 1) {
      text.set(elsewhere, NOT);
    }
    return text;
  }

  @Override
  public int answer(String... words) {
    for (int i = 0; i < words.length; i++) {
      boolean good = PlainWords.is(words[i], GOOD);
      if (good || PlainWords.is(words[i], BAD)) {
        boolean turned = i > 0 && NOT.equals(words[i - 1]);
        return good == turned ? 0 : 2;
      }
    }
    return 1;
  }

  /** Every "not" that stands before another word. */
  @Override
  public RowSet traps(String... words) {
    return RowSet.of(
        IntStream.range(0, words.length)
            .filter(i -> NOT.equals(words[i]) && !says(words, i + 1))
            .toArray());
  }

  private static boolean says(String[] words, int place) {
    return place < words.length
        && (PlainWords.is(words[place], GOOD) || PlainWords.is(words[place], BAD));
  }
}
