package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.table.Table;

/** What readers have to know before they believe a number. */
final class AuditNotes {
  private AuditNotes() {}

  static List<String> of(
      AuditData data,
      AuditResult result,
      Probes probes,
      AuditSettings settings,
      List<Table<?>> tables) {
    Overview overview = result.overview();
    var notes = new ArrayList<String>();
    notes.add(
        "The numbers say what this model does with these texts, not what is true or fair, and not"
            + " what it would do with others.");
    notes.add(
        "A word's score compares the text with the same text in which the word is masked. A word"
            + " whose meaning another word repeats can look unimportant, and words that work"
            + " together are each credited with what only both can do.");
    notes.add(
        ("Intervals hold the true mean in %s of all audits of this kind, if texts are drawn"
                + " independently. Shares are not normally distributed: with fewer than about 20"
                + " texts the interval is a rough guide.")
            .formatted(percent(settings.confidence())));
    notes.add(
        "Many rows are many chances to be deceived: judge by q or Holm's p, not by p, and do not"
            + " search the rows for one that you like.");
    if (result.turning().isKnown()) {
      notes.add(
          "A word turns a decision where the model answers differently once the word is masked:"
              + " that is about a text with a gap, which nobody would write. At most 50 sets of"
              + " words are kept per text, all of the smallest size.");
    }
    if (result.comparison().isPresent()) {
      notes.add(ComparisonTables.WARNING);
    }
    if (settings.minimum() > 1) {
      notes.add(
          "Words and phrases in fewer than %d texts of a class are left out."
              .formatted(settings.minimum()));
    }
    for (Table<?> table : tables) {
      if (table.rows().size() < table.found()) {
        notes.add(
            "“%s” holds the first %d of %d rows; --rows keeps more."
                .formatted(table.title(), table.rows().size(), table.found()));
      }
    }
    if (overview.cut() > 0) {
      notes.add(
          "%d texts are longer than the model's limit; what comes after it was not read."
              .formatted(overview.cut()));
    }
    if (overview.unread() > 0) {
      notes.add(
          "%d texts contain words that are not in the model's vocabulary; what is said about these words applies to the one token that stands for all unknown words."
              .formatted(overview.unread()));
    }
    if (overview.skipped() > 0) {
      notes.add("%d texts contain no word and were left out.".formatted(overview.skipped()));
    }
    if (!data.groups().isEmpty()) {
      notes.add(
          "A share is a part of one text's decision: the shorter the text, the larger the share of"
              + " every word. Compare groups whose texts are alike in length and kind, or look at"
              + " the mean effect beside the share.");
    }
    long unlabelled = overview.texts() - overview.skipped() - overview.confusion().all();
    if (data.columns().label() != null && unlabelled > 0) {
      notes.add("%d texts have no right answer in the data.".formatted(unlabelled));
    }
    data.told().ifPresent(sentence -> notes.add(sentence + "."));
    if (!probes.swaps().isEmpty()) {
      notes.add(
          "Probes replace words by rules, not by meaning: “her” can be “his” or “him”, “May” a"
              + " month or a name, and a sentence can become one that nobody would write.");
    }
    if (probes.source().equals("the embedded probes")) {
      notes.add(
          "The embedded probes are a few English words for a first look. For a real judgement, give"
              + " a list that fits the language, the people and the question with --probes.");
    }
    return List.copyOf(notes);
  }

  static String percent(double share) {
    return new java.text.DecimalFormat(
                "0.##", java.text.DecimalFormatSymbols.getInstance(java.util.Locale.ROOT))
            .format(100 * share)
        + " %";
  }
}
