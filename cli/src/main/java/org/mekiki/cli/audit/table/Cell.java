package org.mekiki.cli.audit.table;

import java.util.List;
import java.util.Locale;
import org.mekiki.report.page.SignedNumber;

/** What stands in a cell of a table: of which form, and how people read it. */
public sealed interface Cell {
  /** As people read it; a dash where nothing is known. */
  String shown();

  /** Words, or one of a few names. */
  record Text(String text) implements Cell {
    @Override
    public String shown() {
      return text;
    }
  }

  /** A number of texts. */
  record Count(long count) implements Cell {
    @Override
    public String shown() {
      return String.format(Locale.ROOT, "%,d", count);
    }
  }

  /** Yes or no. */
  record Flag(boolean flag) implements Cell {
    @Override
    public String shown() {
      return flag ? "yes" : "no";
    }
  }

  /** Parts of texts, of which the first is read without a script. */
  record Examples(List<ExampleText> examples) implements Cell {
    @Override
    public String shown() {
      return examples.isEmpty() ? Quantity.UNKNOWN : examples.getFirst().text();
    }
  }

  /** A number that need not be known: NaN and infinities are not. */
  sealed interface Quantity extends Cell {
    /** What an unknown one is read as. */
    String UNKNOWN = "–";

    double value();

    /** As a known one is read. */
    String digits();

    default boolean isKnown() {
      return Double.isFinite(value());
    }

    @Override
    default String shown() {
      return isKnown() ? digits() : UNKNOWN;
    }
  }

  /** A part of a decision, from −1 to 1. */
  record Share(double value) implements Quantity {
    @Override
    public String digits() {
      return SignedNumber.of("%+.1f %%", 100 * value);
    }
  }

  /** A part of texts, from 0 to 1. */
  record Percent(double value) implements Quantity {
    @Override
    public String digits() {
      return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }
  }

  /** Any number. */
  record Amount(double value) implements Quantity {
    @Override
    public String digits() {
      return SignedNumber.of("%+.3f", value);
    }
  }

  /** A probability that may be tiny. */
  record Chance(double value) implements Quantity {
    private static final double SMALL = 1e-4;

    @Override
    public String digits() {
      return value < SMALL ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }
  }
}
