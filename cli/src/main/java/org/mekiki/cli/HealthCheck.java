package org.mekiki.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.mekiki.cli.console.ExitCode;

/**
 * Asks a server of this machine whether it answers, for a container, which has no other program
 * that could: exit code 0 if it does, 1 if not.
 *
 * <p>See {@code docs/decisions/2026-11-30-container.md}.
 */
public final class HealthCheck {
  private static final int MILLIS = 3000;
  private static final int FAILED = 1;

  private HealthCheck() {}

  /** Argument: the port of the server. */
  public static void main(String[] args) {
    if (args.length != 1 || !args[0].matches("[0-9]{1,5}")) {
      System.err.println("mekiki: HealthCheck takes the port of a server, such as 8451");
      System.exit(ExitCode.USAGE);
    }
    try {
      int status = ask(Integer.parseInt(args[0]));
      if (status == HttpURLConnection.HTTP_OK) {
        return;
      }
      System.err.println("mekiki: the server answers with status " + status);
    } catch (IOException e) {
      System.err.println("mekiki: the server does not answer: " + e.getMessage());
    }
    System.exit(FAILED);
  }

  /** The status of the server's answer. */
  static int ask(int port) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + "/health").toURL();
    var connection = (HttpURLConnection) url.openConnection(java.net.Proxy.NO_PROXY);
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
