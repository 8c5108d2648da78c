package org.mekiki.cli.audit;

import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;

/** Is told how an audit goes on. */
public interface Watcher {
  /** Texts were explained. */
  void texts(long done, long total, long secondsLeft);

  /** One sentence for the user. */
  void tell(String sentence);

  /** Watches the work within a text, and may end it, from several threads at a time. */
  default Monitor monitor() {
    return Monitor.NONE;
  }

  /** Passes through the model were made, told by several threads at a time. */
  default void passed(PassCounts passes) {}
}
