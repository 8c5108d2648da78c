package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.Arrays;
import org.mekiki.weights.converter.onnx.Term.Rows;

/** What is known of the numbers of terms that are no rows. */
final class Values {
  /** Numbers at most that are kept: shapes, scales, places. */
  private static final int MOST = 16;

  /** Numbers at most that are looked at. */
  private static final int LONGEST = 1 << 20;

  private Values() {}

  /** A few numbers, in parts NaN; null where they are many or nothing is known. */
  static double[] of(Term term) throws IOException {
    return switch (term) {
      case Term.Side side -> side.values();
      case Term.Constant constant when constant.numbers().count() <= MOST -> {
        float[] read = constant.numbers().read();
        double[] values = new double[read.length];
        for (int i = 0; i < read.length; i++) {
          values[i] = read[i];
        }
        yield values;
      }
      case null, default -> null;
    };
  }

  /** A number; NaN where it is not known. */
  static double scalar(Term term) throws IOException {
    double[] values = of(term);
    return values != null && values.length == 1 ? values[0] : Double.NaN;
  }

  /** The numbers, unless they are too many to be kept. */
  static double[] kept(double[] values) {
    return values.length <= MOST ? values : null;
  }

  /** What a table's rows are if these numbers choose them. */
  static Rows rows(Term term) throws IOException {
    return switch (term) {
      case Term.Side side -> side.rows();
      case Term.Constant constant -> rows(constant.numbers());
      case null, default -> Rows.OTHER;
    };
  }

  /** The same without looking at constants. */
  static Rows plain(Term term) {
    return term instanceof Term.Side side ? side.rows() : Rows.OTHER;
  }

  private static Rows rows(Numbers numbers) throws IOException {
    if (numbers.type().isFloating() || numbers.count() > LONGEST || numbers.count() == 0) {
      return Rows.OTHER;
    }
    float[] values = numbers.read();
    if (Arrays.equals(values, new float[values.length])) {
      return Rows.ZEROS;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] != values[0] + i) {
        return Rows.OTHER;
      }
    }
    return values.length > 1 ? Rows.POSITIONS : Rows.OTHER;
  }
}
