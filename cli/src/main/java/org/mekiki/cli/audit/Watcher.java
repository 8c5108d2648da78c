package org.mekiki.cli.audit;

/** Is told how an audit goes on. */
public interface Watcher {
  /** Texts were explained. */
  void texts(long done, long total, long secondsLeft);

  /** One sentence for the user. */
  void tell(String sentence);
}
