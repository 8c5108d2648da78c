package org.mekiki.sig.judge.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mekiki.sig.judge.Example;

/**
 * The texts that methods are judged on, task by task: those alone of which some word decides.
 *
 * @param tasks the tasks
 * @param each texts of each
 * @param seed what is drawn follows from it
 */
public record KnownTexts(List<KnownTask> tasks, int each, long seed) {
  /** Copies. */
  public KnownTexts {
    tasks = List.copyOf(tasks);
  }

  /** {@return the texts, all of the first task before those of the second} */
  public List<Example> examples() {
    var examples = new ArrayList<Example>();
    for (KnownTask task : tasks) {
      // By name, so that a task has the same texts whatever stands beside it.
      var random = new Random(seed * 31 + task.name().hashCode());
      for (int count = 0; count < each; ) {
        List<String> words = task.text(random);
        if (TrueShares.of(task, words.toArray(String[]::new)).isKnown()) {
          int number = examples.size();
          examples.add(new Example(number, number + 1L, String.join(" ", words), null));
          count++;
        }
      }
    }
    return List.copyOf(examples);
  }

  /** The task of a text. */
  KnownTask task(Example example) {
    return tasks.get(example.number() / each);
  }

  /** {@return the words of a text} */
  static String[] words(Example example) {
    return example.text().split(" ", -1);
  }
}
