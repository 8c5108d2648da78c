package org.mekiki.cli.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.LabelReading;
import org.mekiki.transformer.head.ProblemType;

/**
 * The classes that are learnt, and how the labels of the data are meant.
 *
 * @param names of the classes in order, or of the numbers
 * @param reading of all labels, of both files
 * @param told how that is, in a sentence; empty where it is plain
 * @param counts of the texts to learn from, one a class
 * @param unlabelled texts to learn from that have no label
 */
record TrainClasses(
    List<String> names,
    LabelReading reading,
    Optional<String> told,
    List<Long> counts,
    long unlabelled) {
  /** Classes that are listed at most. */
  private static final int LISTED = 20;

  /**
   * Looks at all labels.
   *
   * @param names of the classes in order, or of the numbers
   * @param labels how those of the training texts are written
   * @param certain how those of the others are
   * @throws org.mekiki.cli.data.DataException if the model does not have one of them
   */
  static TrainClasses of(
      List<String> names, TrainLabels labels, TrainLabels certain, TrainTexts texts) {
    if (labels.problem() == ProblemType.REGRESSION) {
      labels.requireNumbers(names.size(), texts.training());
      certain.requireNumbers(names.size(), texts.dev());
      return new TrainClasses(names, LabelReading.NAMES, Optional.empty(), List.of(), 0);
    }
    var column = LabelColumn.ofClasses(names);
    add(column, labels, texts.training());
    add(column, certain, texts.dev());
    LabelReading reading = column.reading();
    var counts = new long[names.size()];
    long unlabelled = 0;
    for (TrainTexts.Item item : texts.training()) {
      List<String> several = labels.several(item);
      several.forEach(label -> counts[reading.index(label, names).orElseThrow()]++);
      unlabelled += several.isEmpty() ? 1 : 0;
    }
    String where =
        texts.training().stream().map(item -> item.file().toString()).findFirst().orElse("");
    return new TrainClasses(
        names, reading, column.told(where), Arrays.stream(counts).boxed().toList(), unlabelled);
  }

  private static void add(LabelColumn column, TrainLabels labels, List<TrainTexts.Item> items) {
    for (TrainTexts.Item item : items) {
      labels.several(item).forEach(label -> column.add(item.file(), item.line(), label));
    }
  }

  /** The number of a class. */
  int index(String label) {
    return LabelColumn.index(reading, label, names);
  }

  /** The classes with their texts, in a line for people; empty where numbers are learnt. */
  Optional<String> line(Speech speech) {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    String listed =
        IntStream.range(0, Math.min(LISTED, names.size()))
            .mapToObj(i -> speech.say("%s (%s)", names.get(i), texts(counts.get(i), speech)))
            .collect(Collectors.collectingAndThen(Collectors.toList(), speech::list));
    return Optional.of(
        speech.say(
            "%d classes: %s%s%s",
            names.size(),
            listed,
            names.size() > LISTED ? speech.say(" and %d more", names.size() - LISTED) : "",
            unlabelled == 0 ? "" : speech.say("; without a label: %s", texts(unlabelled, speech))));
  }

  private static String texts(long count, Speech speech) {
    return speech.say(count == 1 ? "%,d text" : "%,d texts", count);
  }

  /** What users may not have wanted, in sentences. */
  List<String> notes() {
    var notes = new ArrayList<String>();
    told.ifPresent(notes::add);
    List<String> without =
        IntStream.range(0, counts.size())
            .filter(i -> counts.get(i) == 0)
            .mapToObj(names::get)
            .toList();
    if (!without.isEmpty() && unlabelled == 0) {
      notes.add("no text to learn from has the class " + LabelReading.listed(without));
    }
    Map<String, String> alike = new HashMap<>();
    for (String name : counts.isEmpty() ? List.<String>of() : names) {
      String before = alike.putIfAbsent(folded(name), name);
      if (before != null) {
        notes.add(
            "the classes \"%s\" and \"%s\" differ in letter case or spaces only; both are learnt"
                .formatted(before, name));
      }
    }
    return notes;
  }

  private static String folded(String name) {
    return name.strip().replaceAll("[\\s_-]+", " ").toLowerCase(Locale.ROOT);
  }
}
