package org.mekiki.benchmarks;

import java.util.List;
import java.util.function.Function;
import org.mekiki.benchmarks.results.Work;

/** The benchmarks of the default build. */
public final class MekikiSuite implements Suite {
  /** The suite. */
  public MekikiSuite() {}

  @Override
  public List<Entry> entries() {
    return List.of(
        entry(FmaPeakBenchmark.class, "fma", FmaPeakBenchmark::work, "chains=12"),
        entry(BandwidthBenchmark.class, "read", BandwidthBenchmark::work, "mebibytes=4"),
        entry(ProductBenchmark.class, "product", ProductBenchmark::work, "shape=5x33x47"),
        entry(LinearBenchmark.class, "forward", LinearBenchmark::work, "shape=5x33x47"),
        entry(
            LinearBenchmark.class,
            "forwardAndGradient",
            LinearBenchmark::workWithGradient,
            "shape=5x33x47"),
        entry(RowKernelBenchmark.class, "run", RowKernelBenchmark::work, "size=5x33"),
        entry(AttentionBenchmark.class, "forward", AttentionBenchmark::forwardWork, "tokens=5"),
        entry(
            AttentionBenchmark.class,
            "forwardAndGradient",
            AttentionBenchmark::gradientWork,
            "tokens=5"),
        entry(
            EncoderBenchmark.class,
            "forward",
            EncoderBenchmark::forwardWork,
            "model=tiny,embedded",
            "input=2x5"),
        entry(
            EncoderBenchmark.class,
            "forwardAndGradient",
            EncoderBenchmark::gradientWork,
            "model=tiny,embedded",
            "input=2x5"),
        entry(
            EncoderBenchmark.class,
            "replayedGradient",
            EncoderBenchmark::gradientWork,
            "model=tiny,embedded",
            "input=2x5"),
        entry(
            IntegrationBenchmark.class,
            "explain",
            IntegrationBenchmark::work,
            "method=sig,sig-exact,ig",
            "words=2"),
        entry(TrainingBenchmark.class, "step", TrainingBenchmark::work, "input=2x5", "dropout=0.1"),
        entry(LoadingBenchmark.class, "load", LoadingBenchmark::work, "model=embedded"),
        entry(LoadingBenchmark.class, "read", LoadingBenchmark::work, "model=embedded"),
        entry(TokenizingBenchmark.class, "encode", TokenizingBenchmark::work),
        entry(MecabBenchmark.class, "words", MecabBenchmark::work));
  }

  private static Entry entry(
      Class<?> type, String method, Function<Params, Work> work, String... small) {
    return new Entry(type, method, List.of(small), work);
  }
}
