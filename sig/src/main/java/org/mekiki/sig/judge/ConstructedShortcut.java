package org.mekiki.sig.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.evaluation.ModelView;

/**
 * A shortcut by construction: a nonsense word gets an embedding of its own, which is moved up the
 * gradient of the target's log-probability until the word decides whatever text it stands in. No
 * other weight changes, so that texts without the word are read as before.
 */
public final class ConstructedShortcut implements Shortcut {
  private static final int ROUNDS = 200;
  private static final int TEXTS_A_ROUND = 8;

  /** Of the length of the row that the search starts from. */
  private static final double STEP = 0.1;

  /** The word decides well enough when the others can take no more than this from it. */
  private static final double SURE = 0.98;

  private static final int SURE_ROUNDS = 5;

  private final TextModel base;
  private final int target;
  private final float[] row;
  private final WithPlantedRow model;

  private ConstructedShortcut(TextModel base, int target, float[] row) {
    this.base = base;
    this.target = target;
    this.row = row;
    model = new WithPlantedRow(base, row);
  }

  /**
   * Looks for an embedding with which the word decides for the class that is predicted least often.
   *
   * @param model the model that reads the texts; it is not changed
   * @param texts some of the data, at least one with a word
   * @param seed of the first embedding and of the texts and places of each round
   * @return the shortcut, even where the search ended before the word decided everywhere
   * @throws IllegalArgumentException if no text has room for the word
   */
  public static ConstructedShortcut of(TextModel model, List<Example> texts, long seed) {
    int target = Shortcut.rarestAnswer(model, texts);
    float[] row = model.baselineRow(Baseline.ZERO).toArray();
    var random = new Random(seed);
    double length = typicalLength(model, texts);
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (length * random.nextGaussian() / Math.sqrt(row.length));
    }
    var shortcut = new ConstructedShortcut(model, target, row);
    int sure = 0;
    for (int round = 0; round < ROUNDS && sure < SURE_ROUNDS; round++) {
      double least = shortcut.climb(texts, random, STEP * length);
      sure = least > SURE ? sure + 1 : 0;
    }
    return shortcut;
  }

  private static double typicalLength(TextModel model, List<Example> texts) {
    Example first = texts.getFirst();
    Tensor rows = model.embeddings(model.encode(first.text(), first.pair()));
    double squares = 0;
    for (int i = 0; i < rows.size(); i++) {
      squares += (double) rows.getFlat(i) * rows.getFlat(i);
    }
    return Math.sqrt(squares / rows.shape().dim(0));
  }

  /** One step up the mean gradient over some texts; returns the smallest probability before it. */
  private double climb(List<Example> texts, Random random, double step) {
    double[] gradient = new double[row.length];
    double least = 1;
    int used = 0;
    for (int i = 0; i < TEXTS_A_ROUND; i++) {
      Example example = texts.get(random.nextInt(texts.size()));
      int place = random.nextInt(NonsenseWord.words(example.text()) + 1);
      Optional<Planted> planted = plant(example, place);
      if (planted.isPresent()) {
        least = Math.min(least, addGradient(planted.get(), gradient));
        used++;
      }
    }
    if (used == 0) {
      throw new IllegalArgumentException(
          "no text has room for a planted word: all are at the model's limit of tokens");
    }
    double squares = 0;
    for (double g : gradient) {
      squares += g * g;
    }
    for (int j = 0; squares > 0 && j < row.length; j++) {
      row[j] += (float) (step * gradient[j] / Math.sqrt(squares));
    }
    return least;
  }

  private double addGradient(Planted planted, double[] gradient) {
    Tensor rows = model().embeddings(planted.text());
    Shape shape = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    var tape = new Tape(base.context());
    Variable x = tape.input(rows.reshaped(shape));
    Variable answer = Ops.select(Ops.logSoftmax(base.logits(tape, planted.text(), x)), 1, target);
    Tensor slopes = tape.backward(Ops.sum(answer)).of(x);
    for (int j = 0; j < row.length; j++) {
      gradient[j] += slopes.getFlat(planted.copies().row(0) * row.length + j);
    }
    return Math.exp(answer.value().getFlat(0));
  }

  @Override
  public TextModel model() {
    return model;
  }

  @Override
  public int target() {
    return target;
  }

  @Override
  public Optional<Planted> plant(Example example, int... places) {
    return NonsenseWord.plant(base, example, places);
  }

  /** A model that has a row for the nonsense word. */
  private static final class WithPlantedRow extends ModelView {
    private final float[] row;

    /** Null before it is asked for. */
    private Optional<Tensor> table;

    WithPlantedRow(TextModel model, float[] row) {
      super(model);
      this.row = row;
    }

    @Override
    public Tensor embeddings(EncodedText text) {
      Tensor rows = super.embeddings(text);
      float[] values = rows.toArray();
      for (int i = 0; i < text.size(); i++) {
        if (NonsenseWord.is(text.tokens().get(i))) {
          System.arraycopy(row, 0, values, i * row.length, row.length);
        }
      }
      return Tensor.wrap(values, 0, rows.shape());
    }

    /** The word's row is the last; asked for when its values are final. */
    @Override
    public synchronized Optional<Tensor> embeddingTable() {
      if (table == null) {
        table =
            super.embeddingTable()
                .map(
                    words -> {
                      float[] all = Arrays.copyOf(words.toArray(), words.size() + row.length);
                      System.arraycopy(row, 0, all, words.size(), row.length);
                      return Tensor.wrap(all, 0, Shape.of(all.length / row.length, row.length));
                    });
      }
      return table;
    }

    @Override
    public Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
      return model().share(text, embeddings);
    }
  }
}
