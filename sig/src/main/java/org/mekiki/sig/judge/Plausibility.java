package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.attribution.RowSet;

/**
 * Agreement with what people marked, as ERASER measures it (DeYoung et al. 2020): the area under
 * the precision-recall curve, and F1 of tokens and of spans where as large a share of the tokens is
 * chosen as people marked on average. Agreement with people is no faithfulness to the model.
 *
 * @param model the model
 * @param methods what is judged
 * @param share of the tokens that are chosen, 0 to 1
 * @param seed of the methods
 */
public record Plausibility(JudgedModel model, List<JudgedMethod> methods, double share, long seed)
    implements Examination {
  /** Two spans are the same where they have so much of their union in common. */
  private static final double SAME = 0.5;

  /** Copies. */
  public Plausibility {
    methods = List.copyOf(methods);
  }

  /**
   * {@return the mean share of the tokens that people marked, 0 to 1; 0 where nobody marked
   * anything}
   *
   * @param examples the texts; those without a mark are left out
   */
  public static double meanShare(List<Example> examples) {
    return examples.stream()
        .filter(example -> !example.rationales().isEmpty())
        .mapToDouble(
            example -> {
              boolean[] marked = marked(SpacedWords.of(example.text()), example);
              return (double) RowSets.where(marked).size() / marked.length;
            })
        .average()
        .orElse(0);
  }

  @Override
  public String name() {
    return "plausibility";
  }

  @Override
  public Findings examine(Example example) {
    if (example.rationales().isEmpty()) {
      return Findings.skipped("nobody marked anything");
    }
    EncodedText encoded = model.answers().encode(example.text(), example.pair());
    SpacedWords words = SpacedWords.of(example.text());
    boolean[] marked = marked(words, example);
    var findings = new Findings();
    try {
      for (JudgedMethod method : methods) {
        put(findings, method.name(), words.scores(model.words(method, encoded, seed)), marked);
      }
    } catch (NothingToExplainException e) {
      return Findings.skipped("no word to explain");
    }
    var random = new java.util.Random(Seeds.mix(seed, example.number()));
    put(findings, Faithfulness.RANDOM, random.doubles(marked.length).toArray(), marked);
    return findings;
  }

  private void put(Findings findings, String row, double[] scores, boolean[] marked) {
    findings.put(row, "AUPRC", areaUnderPrecisionRecall(scores, marked));
    int count = Math.clamp(Math.round(share * scores.length), 1, scores.length);
    int[] all = IntStream.range(0, scores.length).toArray();
    RowSet chosen = Ranking.byScore(all, scores).top(count);
    RowSet truth = RowSets.where(marked);
    findings.put(row, "token F1", f1(RowSets.common(chosen, truth), chosen.size(), truth.size()));
    List<RowSet> found = runs(chosen);
    List<RowSet> wanted = runs(truth);
    long hits = found.stream().filter(span -> wanted.stream().anyMatch(w -> same(span, w))).count();
    findings.put(row, "IOU F1", f1((int) hits, found.size(), wanted.size()));
  }

  private static boolean[] marked(SpacedWords words, Example example) {
    boolean[] marked = new boolean[words.spans().size()];
    for (int i = 0; i < marked.length; i++) {
      Example.Span word = words.spans().get(i);
      marked[i] =
          example.rationales().stream()
              .anyMatch(span -> word.start() < span.end() && word.end() > span.start());
    }
    return marked;
  }

  static double f1(int common, int found, int wanted) {
    return found + wanted == 0 ? Double.NaN : 2.0 * common / (found + wanted);
  }

  private static boolean same(RowSet a, RowSet b) {
    int common = RowSets.common(a, b);
    return common >= SAME * (a.size() + b.size() - common);
  }

  /** Neighbouring tokens together. */
  static List<RowSet> runs(RowSet set) {
    var runs = new ArrayList<RowSet>();
    int first = 0;
    for (int k = 1; k <= set.size(); k++) {
      if (k == set.size() || set.row(k) != set.row(k - 1) + 1) {
        runs.add(RowSet.of(IntStream.rangeClosed(set.row(first), set.row(k - 1)).toArray()));
        first = k;
      }
    }
    return runs;
  }

  /** By the trapezoid rule over the distinct scores, from recall 0 at precision 1. */
  static double areaUnderPrecisionRecall(double[] scores, boolean[] marked) {
    int[] all = IntStream.range(0, scores.length).toArray();
    Ranking ranking = Ranking.byScore(all, scores);
    long wanted = IntStream.of(all).filter(i -> marked[i]).count();
    double area = 0;
    double recall = 0;
    double precision = 1;
    int hits = 0;
    for (int rank = 0; rank < scores.length; rank++) {
      hits += marked[ranking.token(rank)] ? 1 : 0;
      boolean tied =
          rank + 1 < scores.length
              && scores[ranking.token(rank)] == scores[ranking.token(rank + 1)];
      if (!tied) {
        double nextRecall = (double) hits / wanted;
        double nextPrecision = hits / (rank + 1.0);
        area += (nextRecall - recall) * (precision + nextPrecision) / 2;
        recall = nextRecall;
        precision = nextPrecision;
      }
    }
    return area;
  }

  /** Sets of rows from flags, and what they have in common. */
  private static final class RowSets {
    static RowSet where(boolean[] flags) {
      return RowSet.of(IntStream.range(0, flags.length).filter(i -> flags[i]).toArray());
    }

    static int common(RowSet a, RowSet b) {
      return (int) IntStream.range(0, a.size()).filter(k -> b.position(a.row(k)) >= 0).count();
    }
  }
}
