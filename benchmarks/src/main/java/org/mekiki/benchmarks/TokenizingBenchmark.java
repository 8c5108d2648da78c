package org.mekiki.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;
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

/** Text to tokens. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TokenizingBenchmark {
  /** Whose tokenizer: the embedded model's, or that of a directory. */
  @Param({"embedded"})
  private String tokenizer;

  /** Which texts: built-in ones, or a file's. */
  @Param({"built-in"})
  private String texts;

  private Tokenizer cutter;
  private List<String> sentences;

  /** For JMH. */
  public TokenizingBenchmark() {}

  /** Tokens of all texts. */
  public static Work work(Params params) {
    long tokens = 0;
    Tokenizer cutter = tokenizer(params.text("tokenizer"));
    for (String text : Sentences.of(params.text("texts"))) {
      tokens += cutter.encode(text, null, 0).size();
    }
    return new Work(0, 0, tokens, "tokens");
  }

  /** The tokenizer of this name. */
  public static Tokenizer tokenizer(String name) {
    if (name.equals("embedded")) {
      return BenchmarkModel.embeddedClassifier(ComputeContext.sequential()).tokenizer();
    }
    try {
      return TokenizerReader.read(Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the tokenizer in " + name + " cannot be read", e);
    }
  }

  /** Reads tokenizer and texts. */
  @Setup
  public void setUp() {
    cutter = tokenizer(tokenizer);
    sentences = Sentences.of(texts);
  }

  /** Checks that the tokens cover their texts: only white space may lie between them. */
  @TearDown
  public void check() {
    for (String text : sentences) {
      Encoding encoding = cutter.encode(text, null, 0);
      Expect.that(encoding.tokens().getFirst().added(), "no token was put before " + text);
      Expect.that(encoding.tokens().getLast().added(), "no token was put after " + text);
      int end = 0;
      for (Encoding.Entry token : encoding.tokens()) {
        if (!token.added()) {
          Expect.that(
              token.start() <= end || text.substring(end, token.start()).isBlank(),
              "a part is missing from the tokens of \"%s\"".formatted(text));
          end = Math.max(end, token.end());
        }
      }
      Expect.that(text.substring(end).isBlank(), "the end is missing from the tokens of " + text);
    }
  }

  /** All texts. */
  @Benchmark
  public Encoding[] encode() {
    var out = new Encoding[sentences.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = cutter.encode(sentences.get(i), null, 0);
    }
    return out;
  }
}
