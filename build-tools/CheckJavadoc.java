import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Makes the engine's API documentation with all checks, and fails on any complaint: a missing
 * comment, a missing tag, a broken link.
 */
final class CheckJavadoc {
  /** Names of modules after {@code org.mekiki.}, and their folders. */
  private static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "core", "core",
              "transformer", "transformer",
              "sig", "sig",
              "report", "report",
              "adapters", "adapters/common"));

  private static final Pattern COMPLAINT = Pattern.compile("(?:warning|error)(?: -|:) .*");
  private static final Pattern INCUBATING = Pattern.compile("warning: \\[incubating\\].*");

  private CheckJavadoc() {}

  /** Arguments: the root of the checkout, the folder to write to. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    var arguments =
        new ArrayList<>(
            List.of("-quiet", "-Xdoclint:all", "-Xmaxwarns", "100000", "-Xmaxerrs", "1000"));
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      Path sources = root.resolve(module.getValue()).resolve("src/main/java");
      arguments.addAll(
          List.of("--module-source-path", "org.mekiki." + module.getKey() + "=" + sources));
    }
    arguments.addAll(
        List.of("--module", "org.mekiki." + String.join(",org.mekiki.", MODULES.keySet())));
    arguments.addAll(List.of("-d", Files.createDirectories(Path.of(args[1])).toString()));
    var said = new StringWriter();
    var out = new PrintWriter(said);
    ToolProvider.findFirst("javadoc")
        .orElseThrow(() -> new IOException("this JDK has no javadoc"))
        .run(out, out, arguments.toArray(String[]::new));
    List<String> complaints = said.toString().lines().filter(CheckJavadoc::counts).toList();
    if (!complaints.isEmpty()) {
      System.err.println(said);
      throw new IOException(
          complaints.size() + " complaints of javadoc, the first: " + complaints.getFirst());
    }
    System.out.println("mekiki: the API documentation is " + args[1]);
  }

  private static boolean counts(String line) {
    var matcher = COMPLAINT.matcher(line);
    if (!matcher.find()) {
      return false;
    }
    return !INCUBATING.matcher(matcher.group()).matches();
  }
}
