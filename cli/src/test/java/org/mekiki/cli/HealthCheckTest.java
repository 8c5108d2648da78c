package org.mekiki.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a container asks to know whether its server answers. */
final class HealthCheckTest {
  @Test
  void aServerThatAnswersIsHealthy() throws Exception {
    assertEquals("", checked(200, 0));
    assertEquals("mekiki: the server answers with status 503\n", checked(503, 1));
  }

  @Test
  void noServerIsNot() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String said = run(1, Integer.toString(port));
    assertTrue(said.startsWith("mekiki: the server does not answer: "), said);
    assertEquals(1, said.lines().count(), said);
    for (String[] wrong : List.of(new String[0], new String[] {"here"})) {
      assertEquals("mekiki: HealthCheck takes the port of a server, such as 8451\n", run(2, wrong));
    }
  }

  /** What is said of a server that answers with a status, and the exit code. */
  private static String checked(int answer, int status) throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          Thread.startVirtualThread(
              () -> {
                try (Socket client = socket.accept()) {
                  var in =
                      new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                  String asked = in.readLine();
                  while (!in.readLine().isEmpty()) {
                    // the rest of the head
                  }
                  int told = asked.equals("GET /health HTTP/1.1") ? answer : 404;
                  String head = "HTTP/1.1 " + told + " told\r\nContent-Length: 0\r\n\r\n";
                  client.getOutputStream().write(head.getBytes(UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      String said = run(status, Integer.toString(socket.getLocalPort()));
      server.join();
      return said;
    }
  }

  /** In a Java machine of its own and on the class path, as the container starts it. */
  private static String run(int status, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toString(),
                HealthCheck.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(status, process.waitFor(), said);
    return said;
  }
}
