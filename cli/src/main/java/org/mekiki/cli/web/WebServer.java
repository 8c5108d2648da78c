package org.mekiki.cli.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The JDK's HTTP server with a virtual thread a request. */
public final class WebServer implements AutoCloseable {
  private static final int BACKLOG = 256;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JobQueue jobs;
  private final Limits limits;

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
    server.createContext("/", new Router(routes, check, limits.bodyBytes(), metrics, failures));
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
    server.stop((int) limits.grace().toSeconds());
    jobs.close();
    threads.shutdownNow();
  }
}
