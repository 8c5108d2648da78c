import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Prints a port of this machine that nothing listens at. */
final class FreePort {
  private FreePort() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println(socket.getLocalPort());
    }
  }
}
