package org.mekiki.cli.web;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the server has done. */
public final class Metrics {
  private static final String DURATION = "mekiki_http_request_seconds";
  private static final double[] BOUNDS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private final ConcurrentSkipListMap<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, Histogram> durations = new ConcurrentSkipListMap<>();
  private final LongAdder forward = new LongAdder();
  private final LongAdder backward = new LongAdder();
  private final long started = System.nanoTime();
  private final String version;
  private final JobQueue jobs;

  private static final class Histogram {
    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = new LongAdder();
      }
    }

    void add(long duration) {
      int bucket = 0;
      while (bucket < BOUNDS.length && duration * 1e-9 > BOUNDS[bucket]) {
        bucket++;
      }
      counts[bucket].increment();
      nanos.add(duration);
    }

    void write(PrometheusText out, String labels) {
      long below = 0;
      for (int i = 0; i < BOUNDS.length; i++) {
        below += counts[i].sum();
        out.sample(DURATION + "_bucket", labels + ",le=\"" + BOUNDS[i] + "\"", below);
      }
      below += counts[BOUNDS.length].sum();
      out.sample(DURATION + "_bucket", labels + ",le=\"+Inf\"", below);
      out.sample(DURATION + "_sum", labels, nanos.sum() * 1e-9);
      out.sample(DURATION + "_count", labels, below);
    }
  }

  /**
   * Nothing done yet.
   *
   * @param version of the program
   * @param jobs whose numbers are shown too
   */
  public Metrics(String version, JobQueue jobs) {
    this.version = version;
    this.jobs = jobs;
  }

  /** Only paths that are routes come here, so that strangers cannot grow the list. */
  void request(String path, int status, long nanos) {
    String labels = "path=\"%s\",status=\"%d\"".formatted(path, status);
    requests.computeIfAbsent(labels, _ -> new LongAdder()).increment();
    durations.computeIfAbsent("path=\"" + path + "\"", _ -> new Histogram()).add(nanos);
  }

  /** Sentences evaluated for an answer. */
  public void passes(long forwardPasses, long backwardPasses) {
    forward.add(forwardPasses);
    backward.add(backwardPasses);
  }

  /** All numbers, in Prometheus' text format. */
  public String text() {
    var out = new PrometheusText();
    out.head("mekiki_build_info", "gauge", "The version.");
    out.sample(
        "mekiki_build_info",
        "version=\"%s\",jdk=\"%d\"".formatted(version, Runtime.version().feature()),
        1);
    out.head("mekiki_http_requests_total", "counter", "Requests answered.");
    requests.forEach((labels, n) -> out.sample("mekiki_http_requests_total", labels, n.sum()));
    out.head(DURATION, "histogram", "From a request's head to its answer.");
    durations.forEach((labels, histogram) -> histogram.write(out, labels));
    computations(out);
    machine(out);
    return out.toString();
  }

  private void computations(PrometheusText out) {
    out.single("mekiki_jobs_running", "gauge", "Computations that run.", jobs.running());
    out.single("mekiki_jobs_waiting", "gauge", "Computations that wait.", jobs.waiting());
    out.single(
        "mekiki_jobs_refused_total", "counter", "Refused: too many waited.", jobs.refusals());
    out.single(
        "mekiki_jobs_expired_total", "counter", "Cancelled at their deadline.", jobs.expiries());
    out.single(
        "mekiki_jobs_abandoned_total",
        "counter",
        "Cancelled: the client left.",
        jobs.abandonments());
    out.single("mekiki_forward_passes_total", "counter", "Sentences evaluated.", forward.sum());
    out.single(
        "mekiki_backward_passes_total", "counter", "Gradients of sentences.", backward.sum());
  }

  private void machine(PrometheusText out) {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.single("jvm_memory_heap_used_bytes", "gauge", "Heap in use.", heap.getUsed());
    out.single("jvm_memory_heap_committed_bytes", "gauge", "Heap taken.", heap.getCommitted());
    out.single("jvm_memory_heap_max_bytes", "gauge", "Heap at most.", heap.getMax());
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    out.single("jvm_threads", "gauge", "Platform threads.", threads);
    long count = 0;
    long millis = 0;
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    out.single("jvm_gc_collections_total", "counter", "Garbage collections.", count);
    out.single("jvm_gc_seconds_total", "counter", "Their time.", millis * 1e-3);
    double up = (System.nanoTime() - started) * 1e-9;
    out.single("process_uptime_seconds", "gauge", "Since the server began.", up);
  }
}
