package org.mekiki.cli.serve;

import java.time.Duration;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.web.Limits;
import picocli.CommandLine.Option;

/** How much the server takes on. */
final class LimitsOption {
  /** A connection may be idle for so many times the patience. */
  private static final long IDLE_SHARE = 3;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description = "the largest body of a request; default: ${DEFAULT-VALUE}")
  private int bodyBytes = 262_144;

  @Option(
      names = "--max-text",
      paramLabel = "N",
      description = "the most characters in a text; default: ${DEFAULT-VALUE}")
  private int textLength = 20_000;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "the most rows in a table that is audited; default: ${DEFAULT-VALUE}")
  private int rows = 200;

  @Option(
      names = "--running",
      paramLabel = "N",
      description = "requests computed at a time; default: all processors")
  private Integer running;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      description = "requests that may wait for their turn; default: ${DEFAULT-VALUE}")
  private int waiting = 64;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description = "how long until a request is cancelled; default: ${DEFAULT-VALUE}")
  private int deadline = 60;

  @Option(
      names = "--max-passes",
      paramLabel = "N",
      description =
          "passes through the model that a request may ask for, forward and backward; default:"
              + " ${DEFAULT-VALUE}")
  private long passes = 1_000_000;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description =
          "how long requests may take to finish when the server is stopped; default:"
              + " ${DEFAULT-VALUE}")
  private int grace = 30;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "the most open connections; beyond that, the oldest without a complete request is closed;"
              + " default: ${DEFAULT-VALUE}")
  private int connections = 1024;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description =
          "how long a client may take to send a whole request or to accept an answer; three times"
              + " that for the next request on a connection; default: ${DEFAULT-VALUE}")
  private int patience = 10;

  /** What a request may hold and ask for. */
  RequestLimits requests() {
    return new RequestLimits(bodyBytes, textLength, rows, passes);
  }

  /**
   * The limits.
   *
   * @throws UserException naming the option that is too small or too large
   */
  Limits limits() {
    int computed = running == null ? Runtime.getRuntime().availableProcessors() : running;
    require("--running", computed, 1, 1024);
    require("--waiting", waiting, 0, 100_000);
    require("--max-body", bodyBytes, 1, 1L << 28);
    require("--max-text", textLength, 1, 1L << 28);
    require("--max-rows", rows, 1, 1_000_000);
    require("--max-passes", passes, 1, Long.MAX_VALUE);
    require("--deadline", deadline, 1, 86_400);
    require("--grace", grace, 0, 86_400);
    require("--connections", connections, 1, 1L << 20);
    require("--patience", patience, 1, 3600);
    return new Limits(
        bodyBytes,
        computed,
        waiting,
        Duration.ofSeconds(deadline),
        Duration.ofSeconds(grace),
        connections,
        Duration.ofSeconds(patience),
        Duration.ofSeconds(IDLE_SHARE * patience));
  }

  private static void require(String option, long value, long least, long most) {
    if (value < least) {
      throw new UserException("%s must be at least %d, got %d".formatted(option, least, value));
    }
    if (value > most) {
      throw new UserException("%s can be %d at most, got %d".formatted(option, most, value));
    }
  }
}
