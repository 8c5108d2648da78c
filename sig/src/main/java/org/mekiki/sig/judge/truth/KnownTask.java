package org.mekiki.sig.judge.truth;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.mekiki.sig.attribution.RowSet;

/**
 * Texts whose class is a known function of known words, also where words are missing. All words
 * stand in the task's vocabulary, and a text is cut at spaces.
 */
public interface KnownTask {
  /** {@return the name in options and outputs: lower-case letters} */
  String name();

  /** {@return the names of the classes} */
  List<String> classes();

  /** {@return all words that its texts can hold, each once} */
  List<String> vocabulary();

  /**
   * Makes a text. Every class is about as likely as any other, and words that do not decide say
   * nothing of it.
   *
   * @param random what is drawn from
   * @return its words, {@link TrueShares#MOST_WORDS} at most
   */
  List<String> text(Random random);

  /**
   * The right answer.
   *
   * @param words of the text, in their places; null for one that is masked, which is one that is
   *     not there
   * @return the number of the class
   */
  int answer(String... words);

  /**
   * The words that look as if they decided, and do not.
   *
   * @param words of a text
   * @return their places; none where the text has no such word
   */
  default RowSet traps(String... words) {
    return RowSet.NONE;
  }

  /** {@return all tasks} */
  static List<KnownTask> all() {
    return List.of(
        new Negation(), new Conjunction(), new Disjunction(), new Majority(), new Agreement());
  }

  /**
   * {@return the task of a name, if there is one}
   *
   * @param name as options and outputs write it
   */
  static Optional<KnownTask> find(String name) {
    return all().stream().filter(task -> task.name().equals(name)).findFirst();
  }
}
