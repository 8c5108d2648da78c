package org.mekiki.cli.choice;

import java.util.List;
import java.util.Optional;
import org.mekiki.cli.console.Nearest;
import org.mekiki.core.model.LabelReading;
import org.mekiki.sig.TargetChoice;

/**
 * What is explained, as it was written: which classes, tags or words, and where. What it means is
 * known when a model has read the text.
 *
 * @param naming how settings are called
 * @param targets what was asked for; empty for what the model answers
 * @param places where
 */
public record WrittenTargets(Naming naming, List<String> targets, List<String> places) {
  private static final String ALL = "all";

  private static final Setting<List<String>> TARGET =
      Setting.strings(
          "target",
          "LABEL|INDEX|A-B|all|WORD|start|end",
          "what to explain; may be given several times: a class or tag, or all of them; why class A"
              + " rather than class B; a word in a blank; the start or end of an answer, also"
              + " start:WORD or end:WORD; default: what the model answers");

  private static final Setting<List<String>> AT =
      Setting.strings(
          "at",
          "WORD|START:END|NUMBER",
          "where: the word whose tag is explained, by itself, by its characters from 0 or by the"
              + " number of its token; or the blank, by its number from 1; may be given several"
              + " times");

  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS = List.of(TARGET, AT);

  /** As it was chosen. */
  public static WrittenTargets of(Chosen chosen) {
    return new WrittenTargets(chosen.naming(), chosen.all(TARGET), chosen.all(AT));
  }

  /**
   * Refuses a place where the model answers for a whole text.
   *
   * @param instead what it does, with settings in braces
   */
  public void requireNoPlace(String instead) {
    if (!places.isEmpty()) {
      throw naming.refusal("{at} names a place in the text, but " + instead);
    }
  }

  /**
   * A choice among labels. A class whose label is "all" is meant by that word, where the model has
   * one.
   *
   * @param kind what the labels are: class, tag
   */
  public TargetChoice choice(String kind, List<String> labels) {
    if (targets.contains(ALL) && !labels.contains(ALL)) {
      if (targets.size() > 1) {
        throw naming.refusal("{target} all names every %s; leave out the other targets", kind);
      }
      return TargetChoice.all();
    }
    return targets.isEmpty()
        ? TargetChoice.predicted()
        : TargetChoice.ofIndices(
            LabelReading.indices(targets, labels)
                .orElseThrow(
                    () ->
                        naming.refusal(
                            "%s",
                            LabelReading.complaint(
                                kind, targets, labels, each -> Nearest.hint(each, labels)))));
  }

  /**
   * A class that is held against another one.
   *
   * @param index of the class
   * @param against index of the other
   */
  public record Pair(int index, int against) {}

  /**
   * The pairs of classes that are written with a hyphen between them, which are no class
   * themselves.
   *
   * @param labels of the model's classes
   */
  public List<Pair> pairs(List<String> labels) {
    return targets.stream().flatMap(each -> pair(each, labels).stream()).toList();
  }

  /** The targets that are no such pairs. */
  public WrittenTargets withoutPairs(List<String> labels) {
    List<String> others = targets.stream().filter(each -> pair(each, labels).isEmpty()).toList();
    return new WrittenTargets(naming, others, places);
  }

  private Optional<Pair> pair(String written, List<String> labels) {
    if (written.equals(ALL) || LabelReading.indices(List.of(written), labels).isPresent()) {
      return Optional.empty();
    }
    for (int at = written.indexOf('-'); at >= 0; at = written.indexOf('-', at + 1)) {
      List<String> sides = List.of(written.substring(0, at), written.substring(at + 1));
      Optional<List<Integer>> found = LabelReading.indices(sides, labels);
      if (found.isPresent()) {
        if (found.get().getFirst().equals(found.get().getLast())) {
          throw naming.refusal("{target} %s compares a class with itself", written);
        }
        return found.map(both -> new Pair(both.getFirst(), both.getLast()));
      }
    }
    return Optional.empty();
  }

  /** How numbers among the targets are read; empty where they can be meant in one way only. */
  public Optional<String> reading(List<String> labels) {
    if (targets.stream().noneMatch(LabelReading::isNumber)) {
      return Optional.empty();
    }
    return LabelReading.of(targets, labels)
        .filter(reading -> reading.isDoubtful(targets, labels))
        .map(
            reading ->
                "%s %s is read %s"
                    .formatted(
                        naming.of("target"),
                        String.join(", ", targets),
                        reading.told(targets, labels)));
  }

  /** For the record. */
  public String described() {
    return targets.isEmpty() ? "the predicted one" : String.join(", ", targets);
  }
}
