package org.mekiki.cli.choice;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.sig.Budget;
import org.mekiki.sig.Explainer;

/**
 * What an explanation may cost.
 *
 * @param naming how settings are called
 * @param budget as it was written; null for whatever it takes
 */
public record BudgetChoice(Naming naming, String budget) {
  private static final Pattern PASSES = Pattern.compile("[0-9]{1,18}");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s)");
  private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal NANOS_A_MILLISECOND = BigDecimal.valueOf(1_000_000);

  private static final Setting<String> BUDGET =
      Setting.string(
          "budget",
          "PASSES|SECONDS",
          "what one text may cost: a number of passes, such as 500, or a time, such as 10s or"
              + " 500ms; the words that seem to matter most are explained, and the others named");

  /** What it is made of. */
  static final List<Setting<?>> SETTINGS = List.of(BUDGET);

  static BudgetChoice of(Chosen chosen) {
    return new BudgetChoice(chosen.naming(), chosen.get(BUDGET));
  }

  boolean isGiven() {
    return budget != null;
  }

  /** The explainer within the budget, where one is given. */
  Explainer limit(Explainer explainer) {
    return budget == null ? explainer : explainer.withBudget(parse());
  }

  private Budget parse() {
    Matcher time = TIME.matcher(budget);
    boolean passes = PASSES.matcher(budget).matches();
    if (!passes && !time.matches()) {
      throw naming.refusal(
          "{budget} is \"%s\"; give a number of passes such as 500, or a time such as 10s or 500ms",
          budget);
    }
    long amount = passes ? Long.parseLong(budget) : nanos(time);
    if (amount == 0) {
      throw naming.refusal("{budget} is \"%s\"; it must be above 0", budget);
    }
    return passes ? new Budget.Passes(amount) : new Budget.Time(Duration.ofNanos(amount));
  }

  private static long nanos(Matcher time) {
    BigDecimal unit = time.group(2).equals("s") ? NANOS_A_SECOND : NANOS_A_MILLISECOND;
    return new BigDecimal(time.group(1)).multiply(unit).longValue();
  }
}
