package org.mekiki.sig.judge;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.mekiki.sig.attribution.RowSet;

/**
 * Whether methods find a word that is known to decide (the protocol of Bastings et al. 2022): alone
 * in the text, and twice in it, where each copy suffices and masking one loses nothing.
 *
 * <p>Texts whose answer the word does not turn are left out: there it is not known what decides.
 *
 * @param model what stands for a masked word
 * @param shortcut the planted word
 * @param methods what is judged
 * @param seed of the places
 */
public record ShortcutRecovery(
    JudgedModel model, Shortcut shortcut, List<JudgedMethod> methods, long seed)
    implements Examination {
  private static final String WORD = "planted word";

  /** Copies. */
  public ShortcutRecovery {
    methods = List.copyOf(methods);
  }

  @Override
  public String name() {
    return "shortcut";
  }

  @Override
  public Findings examine(Example example) {
    JudgedModel planted = model.with(shortcut.model());
    try (var text =
        new TextUnderTest(
            planted.answers(),
            planted.answers().encode(example.text(), example.pair()),
            model.baseline())) {
      if (text.words().length == 0) {
        return Findings.skipped("no word to explain");
      }
      if (text.target() == shortcut.target()) {
        return Findings.skipped("it is of the planted word's class without it");
      }
    }
    var findings = new Findings();
    var random = new Random(Seeds.mix(seed, example.number()));
    int words = NonsenseWord.words(example.text());
    int first = random.nextInt(words + 1);
    int second = words == 0 ? first : random.nextInt(words + 1);
    examine(planted, shortcut.plant(example, first), "once", findings);
    examine(
        planted,
        shortcut.plant(example, Math.min(first, second), Math.max(first, second)),
        "twice",
        findings);
    return findings;
  }

  private void examine(
      JudgedModel planted, Optional<Shortcut.Planted> found, String how, Findings findings) {
    if (found.isEmpty()) {
      return;
    }
    Shortcut.Planted text = found.get();
    boolean decides;
    try (var asked = new TextUnderTest(planted.answers(), text.text(), model.baseline())) {
      decides = asked.target() == shortcut.target();
    }
    findings.put(WORD, "decides, " + how, decides ? 1 : 0);
    if (!decides) {
      return;
    }
    for (JudgedMethod method : methods) {
      double[] scores = planted.scores(method, text.text(), seed, shortcut.target());
      findings.put(method.name(), "found, " + how, foundFirst(scores, text.copies()));
      findings.put(method.name(), "share, " + how, share(scores, text.copies()));
    }
  }

  /** The share of the copies that are among as many largest scores. */
  private static double foundFirst(double[] scores, RowSet copies) {
    int[] all = java.util.stream.IntStream.range(0, scores.length).toArray();
    RowSet top = Ranking.byScore(all, scores).top(copies.size());
    int found = 0;
    for (int k = 0; k < copies.size(); k++) {
      found += top.position(copies.row(k)) >= 0 ? 1 : 0;
    }
    return (double) found / copies.size();
  }

  /** What the copies have of all absolute scores. */
  private static double share(double[] scores, RowSet copies) {
    double all = 0;
    double ofCopies = 0;
    for (int i = 0; i < scores.length; i++) {
      all += Math.abs(scores[i]);
      ofCopies += copies.position(i) >= 0 ? Math.abs(scores[i]) : 0;
    }
    return ofCopies / all;
  }
}
