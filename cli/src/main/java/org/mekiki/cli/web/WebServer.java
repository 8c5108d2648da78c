package org.mekiki.cli.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The JDK's HTTP server with a virtual thread a request. */
public final class WebServer implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final long MOMENT = 50_000_000;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JobQueue jobs;
  private final Limits limits;
  private volatile Router router;

  private WebServer(HttpServer server, JobQueue jobs, Limits limits) {
    this.server = server;
    this.jobs = jobs;
    this.limits = limits;
  }

  /**
   * Takes a port; nothing is answered before {@link #start}.
   *
   * @param port 0 for any
   * @param jobs ended together with the server
   * @throws IOException if the port cannot be had
   */
  public static WebServer bind(InetAddress host, int port, Limits limits, JobQueue jobs)
      throws IOException {
    // Read once by the JDK's server: answers go out at once, and nobody may send for ever.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    setUnlessGiven("sun.net.httpserver.maxReqTime", limits.deadline().toSeconds() + 1);
    setUnlessGiven("sun.net.httpserver.maxRspTime", 2 * limits.deadline().toSeconds() + 30);
    setUnlessGiven("jdk.httpserver.maxConnections", 1024);
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
    return new WebServer(server, jobs, limits);
  }

  private static void setUnlessGiven(String property, long value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Long.toString(value));
    }
  }

  /** Answers from now on. */
  public void start(
      List<Route> routes, HostCheck check, Metrics metrics, Function<Exception, Problem> failures) {
    router = new Router(routes, check, limits.bodyBytes(), metrics, failures);
    server.createContext("/", router);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * Takes no more connections, waits for the requests in flight, as long as the limits allow, and
   * ends.
   */
  @Override
  public void close() {
    // It closes the port at once, but then waits for its whole time although nothing is asked.
    Thread stopping =
        Thread.ofPlatform().start(() -> server.stop((int) limits.grace().toSeconds()));
    awaitQuiet();
    server.stop(0);
    jobs.close();
    threads.shutdownNow();
    join(stopping);
  }

  /** A request that has just come is counted within a moment: nothing must be seen twice. */
  private void awaitQuiet() {
    long end = System.nanoTime() + limits.grace().toNanos();
    int quiet = 0;
    while (router != null && quiet < 2 && System.nanoTime() - end < 0) {
      quiet = router.inFlight() == 0 ? quiet + 1 : 0;
      LockSupport.parkNanos(MOMENT);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
