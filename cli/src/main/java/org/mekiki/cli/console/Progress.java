package org.mekiki.cli.console;

import java.io.PrintStream;
import org.mekiki.cli.wording.Speech;

/** One line on a terminal's standard error that says how far the work is; elsewhere nothing. */
public final class Progress {
  private static final long INTERVAL_NANOS = 100_000_000L;

  /** Nothing is shown for work that is done before anyone wonders. */
  private static final long PATIENCE_NANOS = 500_000_000L;

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean shown;
  private final Speech speech;
  private long next = System.nanoTime() + PATIENCE_NANOS;
  private boolean visible;

  Progress(PrintStream err, boolean shown, Speech speech) {
    this.err = err;
    this.shown = shown;
    this.speech = speech;
  }

  /** The same in another language. */
  Progress in(Speech language) {
    return new Progress(err, shown, language);
  }

  /** Texts done, and the share of the input that was read, 0 to 1. */
  public void texts(long done, double share) {
    update(speech.say("%d texts, %.0f %% of the input", done, 100 * share));
  }

  /** Sentences evaluated for one explanation. */
  public void passes(long done, long total) {
    update(speech.say("explaining: %d of %d evaluations", done, total));
  }

  /** Texts of an examination, with the time that the others will take. */
  public void examined(String examination, long done, long total, long remainingSeconds) {
    update(
        speech.say(
            "%s: %d of %d texts, %s left",
            speech.of(examination), done, total, time(remainingSeconds)));
  }

  /** A step of training, with how it goes and the time that the others will take. */
  public void trained(
      long step, long steps, String score, long tokensASecond, long remainingSeconds) {
    update(
        speech.say(
            "training: step %d of %d, %s, %,d tokens/s, %s left",
            step, steps, score, tokensASecond, time(remainingSeconds)));
  }

  private String time(long seconds) {
    return seconds < 120
        ? speech.say("%d s", seconds)
        : speech.say("%d min", Math.ceilDiv(seconds, 60));
  }

  private synchronized void update(String line) {
    long now = System.nanoTime();
    if (shown && now - next >= 0) {
      next = now + INTERVAL_NANOS;
      visible = true;
      err.print(ERASE + line);
      err.flush();
    }
  }

  /** Takes the line away, before anything else is printed. */
  public synchronized void clear() {
    if (visible) {
      visible = false;
      err.print(ERASE);
      err.flush();
    }
  }
}
