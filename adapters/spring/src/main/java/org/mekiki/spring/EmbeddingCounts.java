package org.mekiki.spring;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.mekiki.transformer.TextVector;

/** What an embedding model did since it was loaded. */
public final class EmbeddingCounts {
  private final LongAdder calls = new LongAdder();
  private final LongAdder texts = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder truncated = new LongAdder();
  private final LongAdder nanoseconds = new LongAdder();

  EmbeddingCounts() {}

  void add(List<TextVector> embedded, long duration) {
    calls.increment();
    texts.add(embedded.size());
    for (TextVector text : embedded) {
      tokens.add(text.tokens());
      truncated.add(text.truncated() ? 1 : 0);
    }
    nanoseconds.add(duration);
  }

  /** {@return calls, of one text or many} */
  public long calls() {
    return calls.sum();
  }

  /** {@return texts that were embedded} */
  public long texts() {
    return texts.sum();
  }

  /** {@return tokens that were read, those included that the tokenizer adds} */
  public long tokens() {
    return tokens.sum();
  }

  /** {@return texts whose ends were cut off} */
  public long truncated() {
    return truncated.sum();
  }

  /** {@return the time of all calls, in nanoseconds} */
  public long nanoseconds() {
    return nanoseconds.sum();
  }
}
