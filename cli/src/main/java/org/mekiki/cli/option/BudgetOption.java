package org.mekiki.cli.option;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.Budget;
import org.mekiki.sig.Explainer;
import picocli.CommandLine.Option;

/** What an explanation may cost. */
final class BudgetOption {
  private static final Pattern PASSES = Pattern.compile("[0-9]{1,18}");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s)");
  private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal NANOS_A_MILLISECOND = BigDecimal.valueOf(1_000_000);

  @Option(
      names = "--budget",
      paramLabel = "PASSES|SECONDS",
      description =
          "a text may cost so many passes, such as 500, or so much time, such as 10s or 500ms; the"
              + " words that seem to matter most are explained, and the others named")
  private String budget;

  boolean given() {
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
      throw new UserException(
          "--budget is \"%s\"; give a number of passes such as 500, or a time such as 10s or 500ms"
              .formatted(budget));
    }
    long amount = passes ? Long.parseLong(budget) : nanos(time);
    if (amount == 0) {
      throw new UserException("--budget is \"%s\"; it must be above 0".formatted(budget));
    }
    return passes ? new Budget.Passes(amount) : new Budget.Time(Duration.ofNanos(amount));
  }

  private static long nanos(Matcher time) {
    BigDecimal unit = time.group(2).equals("s") ? NANOS_A_SECOND : NANOS_A_MILLISECOND;
    return new BigDecimal(time.group(1)).multiply(unit).longValue();
  }
}
