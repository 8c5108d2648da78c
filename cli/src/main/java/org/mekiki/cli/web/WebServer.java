package org.mekiki.cli.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.mekiki.cli.web.Connection.State;

/**
 * A server of HTTP/1.1 with a virtual thread a connection and one a request. It is one of its own
 * since the JDK's says nothing of a client that leaves, and closes its door to everybody when some
 * keep connections open without a word.
 *
 * <p>See {@code docs/decisions/2026-11-29-http-server.md}.
 */
public final class WebServer implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final int LOOK_MILLIS = 250;
  private static final long MOMENT = 50_000_000;

  /** At a stop: for what a client was about to send, and for last answers to be taken. */
  private static final Duration COURTESY = Duration.ofSeconds(2);

  private final ServerSocket door;
  private final JobQueue jobs;
  private final Limits limits;
  private final Connections connections;
  private volatile Router router;
  private volatile boolean stopping;
  private Thread porter;

  private WebServer(ServerSocket door, JobQueue jobs, Limits limits) {
    this.door = door;
    this.jobs = jobs;
    this.limits = limits;
    connections = new Connections(limits.connections());
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
    var door = new ServerSocket();
    try {
      door.setReuseAddress(true);
      door.setSoTimeout(LOOK_MILLIS);
      door.bind(new InetSocketAddress(host, port), BACKLOG);
      return new WebServer(door, jobs, limits);
    } catch (IOException e) {
      door.close();
      throw e;
    }
  }

  /**
   * Answers from now on.
   *
   * @param failures turns what a handler throws into a refusal
   * @param faults the same for what the Java machine could not do, or the program is wrong in
   */
  public void start(
      List<Route> routes,
      HostCheck check,
      Metrics metrics,
      Function<Exception, Problem> failures,
      Function<Error, Problem> faults) {
    router = new Router(routes, check, limits.bodyBytes(), metrics, failures, faults);
    porter = Thread.ofPlatform().daemon().name("mekiki-door").start(this::admit);
  }

  private void admit() {
    long looked = System.nanoTime();
    while (!stopping) {
      try {
        admit(door.accept());
      } catch (SocketTimeoutException e) {
        // A time to look at the others.
      } catch (IOException e) {
        // As where there are no file descriptors left: trying again at once would only burn time.
        LockSupport.parkNanos(MOMENT);
      }
      long now = System.nanoTime();
      if (now - looked >= Duration.ofMillis(LOOK_MILLIS).toNanos()) {
        connections.all().forEach(each -> each.endIfStuck(now));
        looked = now;
      }
    }
    admitLast();
  }

  /** Whoever knocked before the door is closed comes in. */
  private void admitLast() {
    try {
      door.setSoTimeout(1);
      for (int i = 0; i < BACKLOG; i++) {
        admit(door.accept());
      }
    } catch (IOException e) {
      // Nobody is left.
    }
  }

  private void admit(Socket socket) {
    var ended = new Runnable[1];
    var connection = new Connection(socket, router, limits, () -> ended[0].run());
    ended[0] = () -> connections.remove(connection);
    if (connections.admit(connection)) {
      Thread.ofVirtual().name("mekiki-connection").start(connection);
    } else {
      connection.close();
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) door.getLocalSocketAddress();
  }

  /**
   * Takes no more connections, waits for the requests in flight, as long as the limits allow, tells
   * the others that it stops, and ends.
   */
  @Override
  public void close() {
    stopping = true;
    join(porter);
    try {
      door.close();
    } catch (IOException e) {
      // Nobody comes in either way.
    }
    connections.all().forEach(Connection::stop);
    // What has been sent just now shows that its connection is not idle.
    LockSupport.parkNanos(MOMENT);
    connections.in(State.IDLE).forEach(Connection::close);
    long end = System.nanoTime() + limits.grace().toNanos();
    long half = System.nanoTime() + Math.min(limits.grace().toNanos(), COURTESY.toNanos());
    while (connections.inFlight() > 0 && System.nanoTime() - end < 0) {
      if (System.nanoTime() - half >= 0) {
        connections.in(State.READING).forEach(Connection::close);
      }
      connections.in(State.IDLE).forEach(Connection::close);
      LockSupport.parkNanos(MOMENT / 10);
    }
    jobs.close();
    long last = System.nanoTime() + COURTESY.toNanos();
    while (!connections.in(State.ANSWERING).isEmpty() && System.nanoTime() - last < 0) {
      LockSupport.parkNanos(MOMENT / 10);
    }
    connections.all().forEach(Connection::close);
  }

  private static void join(Thread thread) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
