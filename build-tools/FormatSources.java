import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.StreamSupport;

/**
 * Runs google-java-format over the project's sources, on the JDK that compiles them: the formatter
 * parses with the running JDK's compiler, so it cannot run inside a Maven on JDK 17.
 *
 * <p>See {@code docs/decisions/2026-11-23-formatter-on-the-compiling-jdk.md}.
 */
final class FormatSources {
  private FormatSources() {}

  /**
   * Arguments: {@code check}, {@code apply} or {@code skip}, then the folder whose Java files are
   * meant.
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("skip")) {
      return;
    }
    List<String> sources = javaFiles(Path.of(args[1]));
    if (sources.isEmpty()) {
      return;
    }
    var command = new ArrayList<String>();
    if (args[0].equals("apply")) {
      command.add("--replace");
    } else {
      command.addAll(List.of("--dry-run", "--set-exit-if-changed"));
    }
    command.addAll(sources);
    var formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int status = formatter.run(System.out, System.err, command.toArray(new String[0]));
    if (status != 0) {
      System.err.println("Files above are not formatted; run: mvn -N -Pformat validate");
    }
    System.exit(status);
  }

  private static List<String> javaFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !isBuilt(folder.relativize(file)))
          // The formatter would put a space into the directives of JBang, which reads none then.
          .filter(file -> !file.getParent().endsWith("jbang"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static boolean isBuilt(Path file) {
    return StreamSupport.stream(file.spliterator(), false)
        .anyMatch(name -> name.toString().equals("target"));
  }
}
