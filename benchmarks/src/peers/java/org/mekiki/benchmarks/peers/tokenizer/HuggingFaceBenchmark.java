package org.mekiki.benchmarks.peers.tokenizer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.Sentences;
import org.mekiki.benchmarks.TokenizingBenchmark;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Text to token numbers with the Hugging Face library, called from Java text by text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class HuggingFaceBenchmark {
  /** Whose tokenizer: the embedded model's, or that of a directory. */
  @Param({"embedded"})
  private String tokenizer;

  /** Which texts: built-in ones, or a file's. */
  @Param({"built-in"})
  private String texts;

  private NativeTokenizer peer;
  private List<String> sentences;

  /** For JMH. */
  public HuggingFaceBenchmark() {}

  /** Reads tokenizer and texts. */
  @Setup
  public void setUp() throws IOException {
    peer = new NativeTokenizer(PublishedTokenizer.json(tokenizer));
    peer.takeWholeTexts();
    sentences = Sentences.of(texts);
  }

  /** Compares with mekiki. */
  @TearDown
  public void check() {
    Tokenizer own = TokenizingBenchmark.tokenizer(tokenizer);
    for (String text : sentences) {
      long[] ids =
          own.encode(text, null, 0).tokens().stream().mapToLong(Encoding.Entry::id).toArray();
      if (!Arrays.equals(ids, peer.ids(text))) {
        throw new IllegalStateException("other tokens than mekiki's for " + text);
      }
    }
    peer.close();
  }

  /** All texts. */
  @Benchmark
  public long[][] encode() {
    var out = new long[sentences.size()][];
    for (int i = 0; i < out.length; i++) {
      out[i] = peer.ids(sentences.get(i));
    }
    return out;
  }
}
