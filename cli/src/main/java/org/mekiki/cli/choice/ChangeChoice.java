package org.mekiki.cli.choice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Nearest;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.LabelReading;
import org.mekiki.sig.counterfactual.CounterfactualSearch;
import org.mekiki.sig.counterfactual.Operation;
import org.mekiki.sig.counterfactual.Replacements;
import org.mekiki.sig.counterfactual.SearchLimits;
import org.mekiki.sig.text.TextUnits;

/**
 * How changes of a text are looked for, and which decision is looked at.
 *
 * @param naming how settings are called
 * @param search the settings of the search
 * @param target the class that is looked at where each is there or not; null for the most probable
 * @param towards the class that the decision has to turn to; null for any
 */
public record ChangeChoice(
    Naming naming, CounterfactualSearch search, String target, String towards) {
  private static final int MOST_WORDS = 100;
  private static final int MOST_SETS = 1000;
  private static final int MOST_REPLACEMENTS = 1000;
  private static final int MOST_PASSES = 1_000_000;

  private static final Setting<String> OPERATION =
      Setting.oneOf(
          "operation",
          Arrays.stream(Operation.values()).map(ChangeChoice::label).toList(),
          "what is done to words: another row takes their place, they are left out, or other words"
              + " replace them; default: replace where {replace} is given, else mask");

  private static final Setting<List<String>> REPLACE =
      new Setting<List<String>>(
              "replace",
              Setting.Kind.STRINGS,
              true,
              null,
              "WORD|WORD=OTHER",
              List.of(),
              Long.MAX_VALUE,
              "what may replace any word, or one word; several, separated by commas")
          .atMost(MOST_REPLACEMENTS);

  private static final Setting<String> BASELINE =
      Setting.oneOf(
          "baseline",
          Arrays.stream(Baseline.values()).map(Baseline::label).toList(),
          "what takes the place of masked words; default: mask");

  private static final Setting<String> TARGET =
      Setting.string(
          "target",
          "LABEL|INDEX",
          "the class to look at, for models whose classes do not exclude each other;"
              + " default: the most probable");

  private static final Setting<String> TOWARDS =
      Setting.string(
          "to", "LABEL|INDEX", "the class that the decision has to turn to; default: any");

  private static final Setting<Integer> WORDS =
      Setting.integer("max-words", "N", "the most words changed together; default: 10")
          .atMost(MOST_WORDS);

  private static final Setting<Integer> PASSES =
      Setting.integer(
              "max-passes",
              "N",
              "forward passes per search; half of them try all sets, size by size, the rest the"
                  + " most promising larger ones; default: 2000")
          .atMost(MOST_PASSES);

  private static final Setting<Integer> TOP =
      Setting.integer("top", "N", "how many sets of the smallest size to name; default: 5")
          .atMost(MOST_SETS);

  private static final Setting<Boolean> PIECES =
      Setting.flag("pieces", "change the pieces of a word separately");

  private static final int USUAL_PASSES = 2000;

  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS =
      List.of(OPERATION, REPLACE, BASELINE, TARGET, TOWARDS, WORDS, PASSES, TOP, PIECES);

  /** As it was chosen. */
  public static ChangeChoice of(Chosen chosen) {
    Naming naming = chosen.naming();
    List<String> entries = chosen.all(REPLACE);
    String asked = chosen.get(OPERATION);
    Operation operation =
        asked != null
            ? Choice.of(naming.of("operation"), asked, Operation.values())
            : entries.isEmpty() ? Operation.MASK : Operation.REPLACE;
    String baseline = chosen.get(BASELINE);
    if (operation == Operation.REPLACE == entries.isEmpty()) {
      throw naming.refusal(
          entries.isEmpty()
              ? "{operation} replace needs words to put in the place of others: {replace} WORD or"
                  + " {replace} WORD=OTHER"
              : "{replace} belongs to {operation} replace, not to " + label(operation));
    }
    if (operation != Operation.MASK && baseline != null) {
      throw naming.refusal("{baseline} belongs to {operation} mask, not to " + label(operation));
    }
    return new ChangeChoice(
        naming,
        new CounterfactualSearch(
            operation,
            baseline == null
                ? Baseline.MASK
                : Choice.of(naming.of("baseline"), baseline, Baseline.values()),
            entries.isEmpty() ? null : replacements(naming, entries),
            chosen.is(PIECES) ? TextUnits.PIECES : TextUnits.WORDS,
            new SearchLimits(
                number(chosen, WORDS, SearchLimits.DEFAULT.words()),
                number(chosen, PASSES, USUAL_PASSES),
                number(chosen, TOP, SearchLimits.DEFAULT.shown())),
            true),
        chosen.get(TARGET),
        chosen.get(TOWARDS));
  }

  /** An operation's name in options and outputs. */
  public static String label(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }

  private static Replacements replacements(Naming naming, List<String> entries) {
    try {
      return Replacements.of(entries);
    } catch (IllegalArgumentException e) {
      throw naming.refusal("{replace}: %s", e.getMessage());
    }
  }

  private static int number(Chosen chosen, Setting<Integer> setting, int usual) {
    Integer number = chosen.get(setting);
    if (number != null && number < 1) {
      throw chosen.naming().refusal("{" + setting.name() + "} is %d; it must be above 0", number);
    }
    return number == null ? usual : number;
  }

  /** The class that is looked at, where one was named. */
  public OptionalInt target(List<String> labels) {
    return index("target", target, labels);
  }

  /** The class that the decision has to turn to, where one was named. */
  public OptionalInt towards(List<String> labels) {
    return index("to", towards, labels);
  }

  private OptionalInt index(String setting, String written, List<String> labels) {
    if (written == null) {
      return OptionalInt.empty();
    }
    List<String> one = List.of(written);
    return OptionalInt.of(
        LabelReading.indices(one, labels)
            .orElseThrow(
                () ->
                    naming.refusal(
                        "{" + setting + "}: %s",
                        LabelReading.complaint(
                            "class", one, labels, each -> Nearest.hint(each, labels))))
            .getFirst());
  }
}
