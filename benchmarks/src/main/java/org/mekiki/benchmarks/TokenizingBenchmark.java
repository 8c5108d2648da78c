package org.mekiki.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Text to tokens with the WordPiece tokenizer of the embedded model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TokenizingBenchmark {
  private Tokenizer tokenizer;

  /** For JMH. */
  public TokenizingBenchmark() {}

  static Work work(Params params) {
    return new Work(0, 0, encode(tokenizer(), null), "tokens");
  }

  private static Tokenizer tokenizer() {
    return BenchmarkModel.embeddedClassifier(ComputeContext.sequential()).tokenizer();
  }

  /** Reads the tokenizer. */
  @Setup
  public void setUp() {
    tokenizer = tokenizer();
  }

  /** Checks that the tokens cover their texts: only white space may lie between them. */
  @TearDown
  public void check() {
    for (String text : Sentences.ALL) {
      Encoding encoding = tokenizer.encode(text, null, 0);
      Expect.that(encoding.tokens().getFirst().token().equals("[CLS]"), "no [CLS] before " + text);
      Expect.that(encoding.tokens().getLast().token().equals("[SEP]"), "no [SEP] after " + text);
      int end = 0;
      for (Encoding.Entry token : encoding.tokens()) {
        if (!token.added()) {
          Expect.that(
              token.start() >= end && text.substring(end, token.start()).isBlank(),
              "\"%s\" is missing from the tokens of \"%s\""
                  .formatted(text.substring(end, Math.max(end, token.start())), text));
          end = token.end();
        }
      }
      Expect.that(end == text.length(), "the end is missing from the tokens of " + text);
    }
  }

  private static int encode(Tokenizer tokenizer, Encoding[] out) {
    int tokens = 0;
    for (int i = 0; i < Sentences.ALL.size(); i++) {
      Encoding encoding = tokenizer.encode(Sentences.ALL.get(i), null, 0);
      if (out != null) {
        out[i] = encoding;
      }
      tokens += encoding.size();
    }
    return tokens;
  }

  /** All sentences. */
  @Benchmark
  public Encoding[] encode() {
    var out = new Encoding[Sentences.ALL.size()];
    encode(tokenizer, out);
    return out;
  }
}
