package org.mekiki.benchmarks.peers;

import java.util.List;
import org.mekiki.benchmarks.MekikiReference;
import org.mekiki.benchmarks.Suite;
import org.mekiki.benchmarks.TokenizingBenchmark;
import org.mekiki.benchmarks.peers.tokenizer.HuggingFaceBenchmark;

/** The benchmarks of native peers. */
public final class PeerSuite implements Suite {
  private static final List<String> SMALL = List.of("model=tiny", "input=2x5");

  /** The suite. */
  public PeerSuite() {}

  @Override
  public List<Entry> entries() {
    return List.of(
        new Entry(OnnxRuntimeBenchmark.class, "forward", SMALL, MekikiReference::forwardWork),
        new Entry(PyTorchBenchmark.class, "forward", SMALL, MekikiReference::forwardWork),
        new Entry(
            PyTorchBenchmark.class, "forwardAndGradient", SMALL, MekikiReference::gradientWork),
        new Entry(
            PyTorchTrainingBenchmark.class,
            "step",
            List.of("input=2x5"),
            MekikiReference::trainingWork),
        new Entry(
            ReferenceLoopBenchmark.class,
            "explain",
            List.of("model=tiny", "tokens=4", "steps=5"),
            ReferenceLoopBenchmark::work),
        new Entry(HuggingFaceBenchmark.class, "encode", List.of(), TokenizingBenchmark::work));
  }
}
