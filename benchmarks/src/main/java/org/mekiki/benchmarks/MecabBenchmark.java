package org.mekiki.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.transformer.mecab.Mecab;
import org.mekiki.transformer.mecab.MecabDictionary;
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

/**
 * Japanese text to words. The tiny dictionary is for trying it out; figures are worth something
 * with a real one, such as {@code -p dictionary=/var/lib/mecab/dic/ipadic-utf8}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MecabBenchmark {
  private static final List<String> BUILT_IN =
      List.of(
          "この商品はとても使いやすいです。",
          "えっと、京都まで1145円だよね〜",
          "政府は8日、東京で経済に関する方針を発表した。",
          "サポートの対応がひどくて、カメラを返品しました!!",
          "関西国際空港の利用者が12年ぶりに増えたことが、関係者への取材で分かった。",
          "「ねえ、コンピューターって静か?」「うーん、悪いかも」");

  /** A tiny dictionary, or the folder of another one. */
  @Param({"tiny"})
  private String dictionary;

  /** Which texts: built-in ones, or a file's, a line each. */
  @Param({"built-in"})
  private String texts;

  private Mecab mecab;
  private List<String> sentences;

  /** For JMH. */
  public MecabBenchmark() {}

  /** Characters of all texts. */
  public static Work work(Params params) {
    long characters = 0;
    for (String text : sentences(params.text("texts"))) {
      characters += text.length();
    }
    return new Work(0, 0, characters, "characters");
  }

  private static List<String> sentences(String name) {
    return name.equals("built-in") ? BUILT_IN : Sentences.of(name);
  }

  private static MecabDictionary tiny() throws IOException {
    var files = new LinkedHashMap<String, ByteBuffer>();
    try (var zip =
        new ZipInputStream(MecabBenchmark.class.getResourceAsStream("/mecab/tiny.zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), ByteBuffer.wrap(zip.readAllBytes()));
      }
    }
    return MecabDictionary.of(files);
  }

  /** Reads dictionary and texts. */
  @Setup
  public void setUp() throws IOException {
    mecab =
        Mecab.of(dictionary.equals("tiny") ? tiny() : MecabDictionary.open(Path.of(dictionary)));
    sentences = sentences(texts);
  }

  /** Checks that the words cover their texts: only white space may lie between them. */
  @TearDown
  public void check() {
    for (String text : sentences) {
      int[] places = mecab.boundaries(text);
      int end = 0;
      for (int i = 0; i < places.length; i += 2) {
        Expect.that(text.substring(end, places[i]).isBlank(), "a part is missing of " + text);
        end = places[i + 1];
      }
      Expect.that(text.substring(end).isBlank(), "the end is missing of " + text);
    }
  }

  /** All texts. */
  @Benchmark
  public int words() {
    int count = 0;
    for (String text : sentences) {
      count += mecab.boundaries(text).length;
    }
    return count / 2;
  }
}
