package org.mekiki.cli.serve;

import java.util.Locale;
import java.util.stream.Stream;
import org.mekiki.cli.web.JobQueue;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.web.Situation;
import org.mekiki.sig.attribution.Monitor;

/**
 * Ends a request's computation when nobody waits for it any more, and refuses work that cannot be
 * done within the request's limits before it begins.
 *
 * <p>Several threads may tell of their work at a time. See {@code
 * docs/decisions/2026-11-29-http-server.md}.
 */
final class WorkLimit implements Monitor {
  /** Work is refused where the model would have to be so many times as fast as it ever was. */
  private static final double HOPELESS = 4;

  private final JobQueue.Turn turn;
  private final long mostPasses;
  private final Speed speed;
  private long passes;
  private double tokensOfAll;
  private int tokens;

  /**
   * The limits of one request.
   *
   * @param turn with its deadline
   * @param mostPasses through the model, of all methods and classes together
   * @param speed of the model
   */
  WorkLimit(JobQueue.Turn turn, long mostPasses, Speed speed) {
    this.turn = turn;
    this.mostPasses = mostPasses;
    this.speed = speed;
  }

  @Override
  public boolean progress(long done, long total) {
    return turn.wanted();
  }

  @Override
  public synchronized void begins(long more, int length) {
    passes = saturated(passes + more);
    tokensOfAll += (double) more * length;
    tokens = Math.max(tokens, length);
    if (passes > mostPasses) {
      throw refusal(
          Situation.TOO_MANY_PASSES,
          "this server allows %d per request".formatted(mostPasses),
          mostPasses);
    }
    double least = speed.leastSeconds(tokensOfAll);
    double limit = turn.limit().toNanos() * 1e-9;
    if (least > HOPELESS * limit) {
      String about = String.format(Locale.ROOT, "%.3g", least);
      String most = String.format(Locale.ROOT, "%.3g", limit);
      throw refusal(
          Situation.TOO_MUCH_WORK,
          "they take about %s s and the deadline is %s s".formatted(about, most),
          about,
          most);
    }
  }

  private static long saturated(long sum) {
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private Problem refusal(Situation situation, String reason, Object... values) {
    return Problem.of(
        situation,
        "the request asks for at least %d passes through the model, and %s: use fewer steps,"
                .formatted(passes, reason)
            + " samples, phrases or pairs, a shorter text or table, a cheaper method, or a budget",
        Stream.concat(Stream.of(passes), Stream.of(values)).toArray());
  }

  /** Tokens of the longest sentence. */
  synchronized int tokens() {
    return tokens;
  }
}
