package org.mekiki.benchmarks.peers.tokenizer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.mekiki.benchmarks.Sentences;
import org.mekiki.benchmarks.TokenizingBenchmark;
import org.mekiki.transformer.tokenizer.Tokenizer;

/**
 * Texts a second of processor time, mekiki and the Hugging Face library in turns: for machines that
 * do other work at the same time, where the clock on the wall says little.
 *
 * <p>Arguments: a file of texts as for {@link Sentences#of}, and folders of tokenizers.
 */
public final class TokenizerSpeed {
  /** Processor time until mekiki's code is compiled for good, in nanoseconds. */
  private static final long WARM_UP = 5_000_000_000L;

  private static final int ROUNDS = 31;

  private TokenizerSpeed() {}

  /** Prints a line for each tokenizer. */
  public static void main(String[] arguments) throws IOException {
    List<String> texts = Sentences.of(arguments[0]);
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      Tokenizer own = TokenizingBenchmark.tokenizer(name);
      try (var peer = new NativeTokenizer(PublishedTokenizer.json(name))) {
        peer.takeWholeTexts();
        measure(
            name, texts, text -> own.encode(text, null, 0).size(), text -> peer.ids(text).length);
      }
    }
  }

  private static void measure(
      String name, List<String> texts, ToLongFunction<String> own, ToLongFunction<String> peer) {
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    var thread = ManagementFactory.getThreadMXBean();
    for (long begin = thread.getCurrentThreadCpuTime();
        thread.getCurrentThreadCpuTime() - begin < WARM_UP; ) {
      perSecond(texts, own);
    }
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = perSecond(texts, own);
      theirs[round] = perSecond(texts, peer);
    }
    long tokens = texts.stream().mapToLong(own).sum();
    System.out.printf(
        "%s: %d texts of %.1f tokens; mekiki %.0f texts a second, the library %.0f%n",
        name, texts.size(), (double) tokens / texts.size(), median(ours), median(theirs));
  }

  private static double perSecond(List<String> texts, ToLongFunction<String> tokenizer) {
    var thread = ManagementFactory.getThreadMXBean();
    long begin = thread.getCurrentThreadCpuTime();
    long tokens = texts.stream().mapToLong(tokenizer).sum();
    long nanoseconds = thread.getCurrentThreadCpuTime() - begin;
    if (tokens < texts.size()) {
      throw new IllegalStateException("fewer tokens than texts");
    }
    return texts.size() * 1e9 / nanoseconds;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
