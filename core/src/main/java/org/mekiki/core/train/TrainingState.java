package org.mekiki.core.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.mekiki.core.autodiff.Parameter;

/**
 * Where a run stands, whole: parameters, what the optimizer remembers, the place in the data, the
 * best weights and scores so far. Random numbers need no state: they are functions of the seed and
 * of the step.
 */
public final class TrainingState {
  private static final int VERSION = 1;

  private final Optimizer optimizer;
  private final float[][] best;

  /** A moving average of the parameters; null where there is none. */
  private float[][] average;

  /** Whether the parameters hold the average now, and the average's place them. */
  private boolean exchanged;

  private long step;
  private Score score = new Score(Double.NaN, Double.NaN);
  private Score bestScore = score;
  private long bestStep;
  private int withoutBetter;

  /**
   * The beginning of a run.
   *
   * @param optimizer with the parameters to train
   */
  public TrainingState(Optimizer optimizer) {
    this.optimizer = optimizer;
    List<Parameter> parameters = optimizer.parameters();
    this.best = new float[parameters.size()][];
    for (int i = 0; i < best.length; i++) {
      best[i] = parameters.get(i).values().clone();
    }
  }

  /** {@return the optimizer, which has the parameters} */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** {@return steps that were done} */
  public long step() {
    return step;
  }

  /** {@return the last evaluation's score; NaN before the first} */
  public Score score() {
    return score;
  }

  /** {@return the best evaluation's score; NaN before the first} */
  public Score bestScore() {
    return bestScore;
  }

  /** {@return the step after which the best score was achieved; 0 before the first evaluation} */
  public long bestStep() {
    return bestStep;
  }

  /** {@return evaluations since the best one} */
  public int evaluationsWithoutBetter() {
    return withoutBetter;
  }

  void stepped() {
    step++;
  }

  /** Moves the average towards the parameters as they are; faster in the first steps. */
  void average(double beta) {
    List<Parameter> parameters = optimizer.parameters();
    if (average == null) {
      average = new float[best.length][];
      for (int i = 0; i < best.length; i++) {
        average[i] = parameters.get(i).values().clone();
      }
    }
    float share = (float) (1 - Math.min(beta, (1.0 + step) / (10 + step)));
    for (int i = 0; i < best.length; i++) {
      float[] values = parameters.get(i).values();
      float[] means = average[i];
      for (int j = 0; j < means.length; j++) {
        means[j] += share * (values[j] - means[j]);
      }
    }
  }

  /** Exchanges the parameters' values with their average, if there is one. */
  void exchange() {
    if (average == null) {
      return;
    }
    for (int i = 0; i < best.length; i++) {
      float[] values = optimizer.parameters().get(i).values();
      float[] copy = values.clone();
      System.arraycopy(average[i], 0, values, 0, values.length);
      System.arraycopy(copy, 0, average[i], 0, values.length);
      optimizer.parameters().get(i).changed();
    }
    exchanged = !exchanged;
  }

  /** Takes the score of an evaluation; whether it is the best. */
  boolean evaluated(Score now) {
    score = now;
    boolean better = bestStep == 0 || now.betterThan(bestScore);
    if (better) {
      bestScore = now;
      bestStep = step;
      withoutBetter = 0;
      for (int i = 0; i < best.length; i++) {
        float[] values = optimizer.parameters().get(i).values();
        System.arraycopy(values, 0, best[i], 0, values.length);
      }
    } else {
      withoutBetter++;
    }
    return better;
  }

  /** Gives the parameters the values with which the best score was achieved. */
  public void restoreBest() {
    for (int i = 0; i < best.length; i++) {
      Parameter parameter = optimizer.parameters().get(i);
      System.arraycopy(best[i], 0, parameter.values(), 0, best[i].length);
      parameter.changed();
    }
  }

  /**
   * Writes all of it.
   *
   * @param out where to
   * @throws IOException if reading or writing fails
   */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(VERSION);
    out.writeLong(step);
    write(score, out);
    write(bestScore, out);
    out.writeLong(bestStep);
    out.writeInt(withoutBetter);
    optimizer.writeTo(out);
    out.writeBoolean(average != null);
    for (int i = 0; i < best.length; i++) {
      float[] values = optimizer.parameters().get(i).values();
      Floats.write(exchanged ? average[i] : values, out);
      Floats.write(best[i], out);
      if (average != null) {
        Floats.write(exchanged ? values : average[i], out);
      }
    }
  }

  /**
   * Reads what {@link #writeTo} wrote, into the parameters too.
   *
   * @param in what was written
   * @throws IOException if it is of another model or optimizer; the state is of no use then
   */
  public void readFrom(DataInput in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "the checkpoint has version %d; %d is supported".formatted(version, VERSION));
    }
    step = in.readLong();
    score = readScore(in);
    bestScore = readScore(in);
    bestStep = in.readLong();
    withoutBetter = in.readInt();
    optimizer.readFrom(in);
    average = in.readBoolean() ? new float[best.length][] : null;
    exchanged = false;
    for (int i = 0; i < best.length; i++) {
      Parameter parameter = optimizer.parameters().get(i);
      Floats.read(parameter.values(), parameter.name(), in);
      parameter.changed();
      Floats.read(best[i], parameter.name(), in);
      if (average != null) {
        average[i] = new float[best[i].length];
        Floats.read(average[i], parameter.name(), in);
      }
    }
  }

  private static void write(Score score, DataOutput out) throws IOException {
    out.writeDouble(score.loss());
    out.writeDouble(score.accuracy());
  }

  private static Score readScore(DataInput in) throws IOException {
    return new Score(in.readDouble(), in.readDouble());
  }
}
