package org.mekiki.cli.audit.table;

import java.util.Locale;
import org.mekiki.cli.page.SignedNumber;

/** Values of tables as people read them. */
public final class Values {
  private static final double SMALL = 1e-4;

  private Values() {}

  /** Whether nothing is known. */
  public static boolean isUnknown(Object value) {
    return value == null || value instanceof Double number && !Double.isFinite(number);
  }

  /** A value of a column that holds no examples. */
  public static String show(Column.Kind kind, Object value) {
    if (isUnknown(value)) {
      return "–";
    }
    return switch (kind) {
      case SHARE -> SignedNumber.of("%+.1f %%", 100 * (double) value);
      case PERCENT -> String.format(Locale.ROOT, "%.1f %%", 100 * (double) value);
      case NUMBER -> SignedNumber.of("%+.3f", (double) value);
      case CHANCE ->
          (double) value < SMALL ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", (double) value);
      case COUNT -> String.format(Locale.ROOT, "%,d", (long) value);
      case FLAG -> (boolean) value ? "yes" : "no";
      case TEXT, CHOICE, EXAMPLES -> value.toString();
    };
  }
}
