import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the commit that is being built into a file, for the results of the benchmarks. */
final class WriteCommit {
  private WriteCommit() {}

  /** Arguments: the checkout, the file to write. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Path.of(args[1]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, commit(args[0]) + "\n");
  }

  /** The hash, with {@code -dirty} after it where tracked files differ; "unknown" without git. */
  private static String commit(String checkout) throws InterruptedException {
    var command =
        List.of(
            "git", "-C", checkout, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*");
    try {
      Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
      String answer =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? answer : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }
}
