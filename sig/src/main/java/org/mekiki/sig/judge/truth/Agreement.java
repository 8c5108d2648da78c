package org.mekiki.sig.judge.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.sig.attribution.RowSet;

/**
 * The number of the verb that is to follow (Linzen, Dupoux and Goldberg 2016), which the subject
 * decides: across nothing, one or two prepositional phrases, a relative clause, or both. Other
 * nouns on the way are of either number, as often as not of the other one: attractors. A beginning
 * without a subject leaves the number unknown.
 */
record Agreement() implements KnownTask {
  private static final List<String> ONE =
      List.of("key", "dog", "boat", "king", "book", "tree", "door", "road", "girl", "boy");
  private static final List<String> MORE = ONE.stream().map(noun -> noun + "s").toList();
  private static final List<String> QUALITIES = List.of("old", "small", "red", "quiet");
  private static final List<String> PREPOSITIONS = List.of("near", "behind", "beside", "with");
  private static final List<String> VERBS = List.of("saw", "liked", "knew", "found");
  private static final List<String> ADVERBS = List.of("there", "today");
  private static final String THE = "the";
  private static final String THAT = "that";

  @Override
  public String name() {
    return "agreement";
  }

  @Override
  public List<String> classes() {
    return List.of("singular", "unknown", "plural");
  }

  @Override
  public List<String> vocabulary() {
    return Stream.of(ONE, MORE, QUALITIES, PREPOSITIONS, VERBS, ADVERBS, List.of(THE, THAT))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<String> text(Random random) {
    var text = new ArrayList<String>();
    int form = random.nextInt(7);
    if (form == 0) {
      text.add(PlainWords.one(ADVERBS, random));
      addPhrase(text, random);
      return text;
    }
    addNoun(text, random);
    if (form == 3) {
      addPhrase(text, random);
    }
    if (form == 2 || form == 3) {
      addPhrase(text, random);
    }
    if (form > 3) {
      text.add(THAT);
      addNoun(text, random);
      if (form == 6) {
        addPhrase(text, random);
      }
      text.add(PlainWords.one(VERBS, random));
    }
    return text;
  }

  private static void addPhrase(List<String> text, Random random) {
    text.add(PlainWords.one(PREPOSITIONS, random));
    addNoun(text, random);
  }

  private static void addNoun(List<String> text, Random random) {
    text.add(THE);
    if (random.nextInt(3) == 0) {
      text.add(PlainWords.one(QUALITIES, random));
    }
    text.add(PlainWords.one(random.nextBoolean() ? ONE : MORE, random));
  }

  @Override
  public int answer(String... words) {
    int subject = subject(words);
    return subject < 0 ? 1 : PlainWords.is(words[subject], ONE) ? 0 : 2;
  }

  /** The first noun, if it stands where no other one can: second, or third after a quality. */
  private static int subject(String... words) {
    return IntStream.of(1, 2)
        .filter(i -> i < words.length && isNoun(words[i]))
        .findFirst()
        .orElse(-1);
  }

  private static boolean isNoun(String word) {
    return PlainWords.is(word, ONE) || PlainWords.is(word, MORE);
  }

  /** The attractors: nouns of the other number than the subject's. */
  @Override
  public RowSet traps(String... words) {
    int subject = subject(words);
    return RowSet.of(
        IntStream.range(0, words.length)
            .filter(i -> subject >= 0 && i != subject && isNoun(words[i]))
            .filter(i -> PlainWords.is(words[i], ONE) != PlainWords.is(words[subject], ONE))
            .toArray());
  }
}
