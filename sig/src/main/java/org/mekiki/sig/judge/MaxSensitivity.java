package org.mekiki.sig.judge;

import java.util.Random;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.evaluation.ModelView;

/**
 * Max-sensitivity (Yeh et al. 2019): the largest change of the scores, as a share of their norm,
 * when the embeddings of the words are moved a little.
 */
final class MaxSensitivity {
  private static final int SAMPLES = 5;

  /** How far a row is moved, as a share of its length. */
  private static final double RADIUS = 0.02;

  private final JudgedModel model;
  private final long seed;

  MaxSensitivity(JudgedModel model, long seed) {
    this.model = model;
    this.seed = seed;
  }

  /**
   * Of one method.
   *
   * @param scores what it says of the text as it is
   * @param ofMethod the seed with which it said so
   * @return NaN where all scores are 0
   */
  double of(JudgedMethod method, EncodedText text, double[] scores, long ofMethod) {
    int target = model.explained().labels().size() == 1 ? 0 : predicted(text);
    double worst = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      var moved = new MovedRows(model.explained(), Seeds.mix(seed, sample));
      double[] others =
          new JudgedModel(moved, moved, model.baseline()).scores(method, text, ofMethod, target);
      double squares = 0;
      for (int i = 0; i < scores.length; i++) {
        squares += (others[i] - scores[i]) * (others[i] - scores[i]);
      }
      worst = Math.max(worst, Math.sqrt(squares));
    }
    double norm = 0;
    for (double score : scores) {
      norm += score * score;
    }
    return worst / Math.sqrt(norm);
  }

  private int predicted(EncodedText text) {
    try (var asked = new TextUnderTest(model.explained(), text, model.baseline())) {
      return asked.target();
    }
  }

  /** The rows of words moved by a given length in directions of chance. */
  private static final class MovedRows extends ModelView {
    private final long seed;

    MovedRows(TextModel model, long seed) {
      super(model);
      this.seed = seed;
    }

    @Override
    public Tensor embeddings(EncodedText text) {
      Tensor rows = super.embeddings(text);
      int width = rows.shape().dim(1);
      float[] moved = rows.toArray();
      var random = new Random(seed);
      for (int i = 0; i < text.size(); i++) {
        double[] step = random.doubles(width, -1, 1).toArray();
        if (!text.tokens().get(i).added()) {
          double scale = RADIUS * length(moved, i * width, width) / length(step);
          for (int j = 0; j < width; j++) {
            moved[i * width + j] += (float) (scale * step[j]);
          }
        }
      }
      return Tensor.wrap(moved, 0, rows.shape());
    }

    private static double length(float[] values, int from, int count) {
      double squares = 0;
      for (int i = from; i < from + count; i++) {
        squares += (double) values[i] * values[i];
      }
      return Math.sqrt(squares);
    }

    private static double length(double[] values) {
      double squares = 0;
      for (double value : values) {
        squares += value * value;
      }
      return Math.sqrt(squares);
    }
  }
}
