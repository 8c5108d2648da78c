package org.mekiki.cli.serve;

import java.time.Duration;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.web.Limits;
import picocli.CommandLine.Option;

/** How much the server takes on. */
final class LimitsOption {
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
      names = "--grace",
      paramLabel = "SECONDS",
      description =
          "how long requests may take to finish when the server is stopped; default:"
              + " ${DEFAULT-VALUE}")
  private int grace = 30;

  /** Characters of a text at most. */
  int textLength() {
    return textLength;
  }

  /**
   * The limits.
   *
   * @throws UserException naming the option that is too small
   */
  Limits limits() {
    int computed = running == null ? Runtime.getRuntime().availableProcessors() : running;
    require("--running", computed, 1);
    require("--waiting", waiting, 0);
    require("--max-body", bodyBytes, 1);
    require("--max-text", textLength, 1);
    require("--deadline", deadline, 1);
    require("--grace", grace, 0);
    return new Limits(
        bodyBytes, computed, waiting, Duration.ofSeconds(deadline), Duration.ofSeconds(grace));
  }

  private static void require(String option, int value, int least) {
    if (value < least) {
      throw new UserException("%s must be at least %d, got %d".formatted(option, least, value));
    }
  }
}
