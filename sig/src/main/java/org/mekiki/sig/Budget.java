package org.mekiki.sig;

import java.time.Duration;

/** What an explanation may cost. */
public sealed interface Budget {
  /**
   * A number of passes: a sentence run forward is one, and one run backward is one. The pass that
   * gives the model's answer is one of them.
   *
   * @param most at most so many
   */
  record Passes(long most) implements Budget {
    /** Checks the number. */
    public Passes {
      if (most < 1) {
        throw new IllegalArgumentException("the budget must be at least 1 pass, got " + most);
      }
    }
  }

  /**
   * A time. When it is over refinement ends, and words that were not begun are left out; what is
   * being evaluated is finished. At least one word is explained.
   *
   * @param most at most so long
   */
  record Time(Duration most) implements Budget {
    /** Checks the time. */
    public Time {
      if (most.isNegative() || most.isZero()) {
        throw new IllegalArgumentException("the budget must be a time above 0, got " + most);
      }
    }
  }
}
