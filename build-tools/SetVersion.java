import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a version, and where the project is at home, into every file that names them.
 *
 * <p>A published POM is the file as it is, so that {@code -D} on the command line would reach the
 * build and nobody who reads the POM.
 */
final class SetVersion {
  /** A version of ours: three numbers, perhaps with a label. */
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?");

  private static final Pattern OWN =
      Pattern.compile("<artifactId>mekiki-parent</artifactId>\\s*<version>([^<]+)</version>");
  private static final String SNAPSHOT = "-SNAPSHOT";

  /** Files other than POMs that name the version of a published artifact. */
  private static final List<String> OTHERS =
      List.of(
          "docs/embedding.md",
          "docs/jbang.md",
          "docs/examples/jbang/explain.java",
          "jbang-catalog.json");

  private SetVersion() {}

  /**
   * Arguments: the root of the checkout, the new version, and, where they change, the address of
   * the project and that of its repository.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 && args.length != 4 || !VERSION.matcher(args[1]).matches()) {
      System.err.println("usage: java SetVersion.java ROOT NUMBER.NUMBER.NUMBER [URL SCM]");
      System.exit(2);
    }
    Path root = Path.of(args[0]);
    Matcher own = OWN.matcher(Files.readString(root.resolve("pom.xml")));
    if (!own.find()) {
      throw new IOException("pom.xml does not say the version of mekiki-parent");
    }
    String before = own.group(1);
    for (Path pom : poms(root)) {
      String text = versions(Files.readString(pom), before, args[1]);
      if (args.length == 4) {
        text = property(property(text, "mekiki.url", args[2]), "mekiki.scm", args[3]);
      }
      write(pom, text);
    }
    for (String name : OTHERS) {
      Path file = root.resolve(name);
      if (Files.exists(file)) {
        write(file, versions(Files.readString(file), before, args[1]));
      }
    }
    Path number = root.resolve("report/src/main/java/org/mekiki/report/wording/Version.java");
    write(
        number,
        Files.readString(number)
            .replaceFirst("NUMBER = \"[^\"]*\"", "NUMBER = \"" + released(args[1]) + "\""));
    System.out.println("mekiki: " + before + " is now " + args[1]);
  }

  /** What a person sees of a version: a snapshot calls itself what it will be. */
  private static String released(String version) {
    return version.endsWith(SNAPSHOT)
        ? version.substring(0, version.length() - SNAPSHOT.length())
        : version;
  }

  /** A version of ours stands in a POM after the artifact's name, in a line after a colon. */
  private static String versions(String text, String before, String after) {
    String was = Pattern.quote(before);
    return text.replaceAll(
            "(<artifactId>mekiki-[a-z0-9-]+</artifactId>\\s*<version>)" + was + "(</version>)",
            "$1" + after + "$2")
        .replaceAll("(<mekiki\\.version>)" + was + "(</mekiki\\.version>)", "$1" + after + "$2")
        .replaceAll("(org\\.mekiki:mekiki-[a-z0-9-]+:)" + was + "\\b", "$1" + after);
  }

  private static String property(String text, String name, String value) {
    String element = Pattern.quote("<" + name + ">") + "[^<]*" + Pattern.quote("</" + name + ">");
    return text.replaceAll(
        element, Matcher.quoteReplacement("<" + name + ">" + value + "</" + name + ">"));
  }

  private static List<Path> poms(Path root) throws IOException {
    var poms = new ArrayList<Path>();
    try (Stream<Path> files = Files.walk(root, 4)) {
      files
          .filter(file -> file.getFileName().toString().equals("pom.xml"))
          .filter(file -> !root.relativize(file).toString().contains("target"))
          .sorted()
          .forEach(poms::add);
    }
    return poms;
  }

  private static void write(Path file, String text) throws IOException {
    if (!Files.readString(file).equals(text)) {
      Files.writeString(file, text);
      System.out.println("  " + file);
    }
  }
}
