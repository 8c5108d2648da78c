package org.mekiki.cli.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One client's connection: requests one after the other, each answered on a thread of its own while
 * this one sees whether the client is still there.
 */
final class Connection implements Runnable {
  /**
   * How often a thread looks up that waits for the client; so long is a client waited for, too,
   * that has been told that the connection ends.
   */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final long MOST_UNREAD = 1L << 20;

  /** An answer may take a second more for so many bytes. */
  private static final long BYTES_A_SECOND = 65_536;

  private final Socket socket;
  private final Router router;
  private final Limits limits;
  private final Runnable ended;
  private volatile State state = State.IDLE;
  private volatile long since = System.nanoTime();
  private volatile long answerEnd = Long.MAX_VALUE;
  private volatile boolean stopping;

  /** What the connection is doing. */
  enum State {
    /** Nothing of a request has come. */
    IDLE,
    /** A request has come in part. */
    READING,
    /** A request has come as a whole, and is not answered to the last byte. */
    ANSWERING,
    /** It is over. */
    ENDED
  }

  /**
   * A connection that was accepted.
   *
   * @param ended called at its end
   */
  Connection(Socket socket, Router router, Limits limits, Runnable ended) {
    this.socket = socket;
    this.router = router;
    this.limits = limits;
    this.ended = ended;
  }

  State state() {
    return state;
  }

  /** {@link System#nanoTime} when the state began. */
  long since() {
    return since;
  }

  private void enter(State next) {
    since = System.nanoTime();
    state = next;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      converse(new Wire(socket), socket.getOutputStream());
    } catch (IOException e) {
      // The client has left, or was too slow; there is nobody to tell.
    } finally {
      enter(State.ENDED);
      ended.run();
    }
  }

  private void converse(Wire wire, OutputStream out) throws IOException {
    var reader = new RequestReader(wire, out, limits.bodyBytes(), limits.patience());
    wire.within(limits.idle().toNanos());
    boolean lasting = wire.await();
    while (lasting) {
      enter(State.READING);
      Request request;
      try {
        request = reader.read();
      } catch (Problem problem) {
        refuse(wire, out, problem);
        return;
      } catch (SocketTimeoutException e) {
        refuse(
            wire,
            out,
            Problem.of(
                408,
                "the request did not arrive in full within %d s"
                    .formatted(limits.patience().toSeconds())));
        return;
      }
      enter(State.ANSWERING);
      lasting = answered(request, wire, out);
    }
  }

  private void refuse(Wire wire, OutputStream out, Problem problem) throws IOException {
    enter(State.ANSWERING);
    send(router.refusal(problem), false, false, out);
    leave(wire);
  }

  /** Ends the sending side and lets the client read: a reset would take the answer from it. */
  private void leave(Wire wire) throws IOException {
    socket.shutdownOutput();
    wire.within(LOOK.toNanos());
    wire.drain(MOST_UNREAD);
  }

  /** Answers; returns whether another request has begun to come. */
  private boolean answered(Request request, Wire wire, OutputStream out) throws IOException {
    var answering = new Answering(request, out);
    Thread thread = Thread.ofVirtual().name("mekiki-request").start(answering);
    boolean more;
    try {
      more = awaitNext(answering, request.lasting(), wire);
    } catch (IOException e) {
      more = false;
      thread.interrupt();
      join(thread);
      throw e;
    }
    if (!more) {
      // Half of a connection is closed: as other servers do, that is taken for a client that left.
      thread.interrupt();
    }
    join(thread);
    return more && answering.lasting;
  }

  /**
   * Waits for the next request's first byte, while the answer is made and a while after it was
   * sent.
   *
   * @param lasting whether there may be one; what comes is forgotten otherwise
   * @return false if the client has left, or is not waited for
   */
  private boolean awaitNext(Answering answering, boolean lasting, Wire wire) throws IOException {
    while (true) {
      wire.within(LOOK.toNanos());
      try {
        if (!wire.await()) {
          return false;
        }
        if (lasting) {
          return true;
        }
        wire.forget();
      } catch (SocketTimeoutException e) {
        boolean idle = System.nanoTime() - since >= limits.idle().toNanos();
        if (answering.done && (idle || !answering.lasting)) {
          return false;
        }
      }
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes and sends one answer. */
  private final class Answering implements Runnable {
    private final Request request;
    private final OutputStream out;
    private volatile boolean lasting;
    private volatile boolean done;

    Answering(Request request, OutputStream out) {
      this.request = request;
      this.out = out;
    }

    @Override
    public void run() {
      try {
        Response response = router.answer(request);
        boolean last = !request.lasting() || stopping;
        send(response, !last, request.method().equals("HEAD"), out);
        lasting = !last;
        if (last) {
          socket.shutdownOutput();
        }
      } catch (IOException e) {
        close();
      } finally {
        done = true;
        enter(State.IDLE);
      }
    }
  }

  private void send(Response response, boolean lasting, boolean headOnly, OutputStream out)
      throws IOException {
    long length = response.body().length;
    Duration most = limits.patience().plusSeconds(length / BYTES_A_SECOND);
    answerEnd = System.nanoTime() + most.toNanos();
    try {
      out.write(message(response, lasting, headOnly));
      out.flush();
    } finally {
      answerEnd = Long.MAX_VALUE;
    }
  }

  private static byte[] message(Response response, boolean lasting, boolean headOnly) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    headers.put("Content-Length", Integer.toString(response.body().length));
    headers.put("Content-Type", response.type());
    headers.putAll(response.headers());
    if (!lasting) {
      headers.put("Connection", "close");
    }
    var head = new StringBuilder("HTTP/1.1 " + response.status() + " ");
    head.append(Problem.title(response.status())).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    var message = new ByteArrayOutputStream();
    message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!headOnly) {
      message.writeBytes(response.body());
    }
    return message.toByteArray();
  }

  /** Ends a connection whose client does not take its answer. */
  void endIfStuck(long now) {
    long end = answerEnd;
    if (end != Long.MAX_VALUE && now - end >= 0) {
      close();
    }
  }

  /** The answer that is being made, if any, is the last one. */
  void stop() {
    stopping = true;
  }

  /** Ends it at once. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It was closed anyway.
    }
  }
}
