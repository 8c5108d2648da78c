package org.mekiki.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
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

/** The matrix product of a linear layer on one thread, by several engines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ProductBenchmark {
  /** Rows, inputs and outputs, MxKxN: an encoder's, then odd ones. */
  @Param({
    "16x768x768", "16x768x3072", "16x3072x768",
    "24x768x768", "24x768x3072", "24x3072x768",
    "32x768x768", "32x768x3072", "32x3072x768",
    "128x768x768", "128x768x3072", "128x3072x768",
    "1024x768x768", "1024x768x3072", "1024x3072x768",
    "1x768x768", "17x769x771", "127x767x3071"
  })
  private String shape;

  /** Whose product. */
  @Param({"mekiki", "scalar", "ejml", "netlib"})
  private String engine;

  private ProductShape sizes;
  private float[] x;
  private float[] w;
  private ProductEngine.Product product;

  /** For JMH. */
  public ProductBenchmark() {}

  static Work work(Params params) {
    return ProductShape.parse(params.text("shape")).work();
  }

  /** Fills the matrices. */
  @Setup
  public void setUp() {
    sizes = ProductShape.parse(shape);
    x = RandomValues.normal(sizes.m() * sizes.k(), 1, 1);
    w = RandomValues.normal(sizes.k() * sizes.n(), 1, 2);
    product = ProductEngine.of(engine).prepare(sizes.m(), sizes.k(), sizes.n(), x, w);
  }

  /** Checks what the measured code computed. */
  @TearDown
  public void check() {
    ProductCheck.check(sizes, x, w, product.multiply());
  }

  /** One product. */
  @Benchmark
  public float[] product() {
    return product.multiply();
  }
}
