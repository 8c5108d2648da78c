package org.mekiki.cli.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code build-tools/CheckRelease.java} refuses what a public repository would, each by a sentence.
 */
final class CheckReleaseTest {
  private static final String MORE = "<url>https://a.example</url><licenses/><developers/><scm/>";
  private static final String LICENCES =
      "LICENSE FastDoubleParser-LICENSE FastDoubleParser-ThirdParty-LICENSE Schubfach-LICENSE";
  private static final String NOTICE = LICENCES + "\npicocli 4.7.7 (info.picocli)\n";
  private static final String BILL =
      "{\"purl\" : \"pkg:maven/org.mekiki/mekiki-core@1.0.0?type=jar\", "
          + "\"purl\" : \"pkg:maven/info.picocli/picocli@4.7.7?type=jar\"}";

  @TempDir private static Path classes;
  @TempDir private Path folder;

  /** A checkout of three modules, of which one is kept back, and what two builds published. */
  @BeforeEach
  void publish() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.writeString(
        root.resolve("pom.xml"), "<module>bom</module><module>cli</module><module>kept</module>");
    module(root, "bom", "<artifactId>mekiki-bom</artifactId><packaging>pom</packaging>");
    module(root, "cli", "<artifactId>mekiki-cli</artifactId>");
    module(root, "kept", "<maven.deploy.skip>true</maven.deploy.skip>");
    for (String build : List.of("first", "second")) {
      put(build, "mekiki-parent", ".pom", bytes("<name/><description/>" + MORE));
      put(
          build,
          "mekiki-bom",
          ".pom",
          bytes(
              "<name/><description/>%s<dependencyManagement><artifactId>mekiki-cli</artifactId>"
                      .formatted(MORE)
                  + "</dependencyManagement>"));
      put(
          build,
          "mekiki-cli",
          ".pom",
          bytes("<parent><artifactId>mekiki-parent</artifactId></parent><name/><description/>"));
      Map<String, String> terms = Map.of("META-INF/LICENSE", "", "META-INF/NOTICE", "");
      put(build, "mekiki-cli", ".jar", jar(terms, Map.of("module-info.class", "")));
      put(build, "mekiki-cli", "-sources.jar", jar(terms, Map.of()));
      put(build, "mekiki-cli", "-javadoc.jar", jar(Map.of("index.html", ""), Map.of()));
      put(build, "mekiki-cli", "-cyclonedx.json", bytes(BILL));
      put(build, "mekiki-cli", "-all.jar", everything(NOTICE));
    }
  }

  private static byte[] everything(String notice) throws IOException {
    var entries = new TreeMap<>(Map.of("META-INF/NOTICE", notice));
    for (String licence : LICENCES.split(" ", -1)) {
      entries.put("META-INF/" + licence, "");
    }
    return jar(entries, Map.of());
  }

  @Test
  void whatIsCompleteIsAccepted() throws Exception {
    assertTrue(check(0).contains("are complete, and a second build equals them"));
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Files.delete(file("first", "mekiki-cli", "-sources.jar"));
    refused("mekiki-cli-1.0.0-sources.jar was not published");
    publish();
    Files.writeString(Path.of(file("first", "mekiki-cli", ".jar") + ".sha1"), "0");
    refused("mekiki-cli-1.0.0.jar has not its own checksum beside it (SHA-1)");
    publish();
    put("first", "mekiki-cli", ".jar", jar(Map.of("module-info.class", ""), Map.of()));
    refused("mekiki-cli.jar has no META-INF/LICENSE");
    publish();
    put("first", "mekiki-parent", ".pom", bytes("<name/><description/><url/><licenses/><scm/>"));
    refused("the POM of mekiki-cli has no developers");
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    put("first", "mekiki-parent", ".pom", bytes("<name/><description/>mekiki.example" + MORE));
    refused("the POM of mekiki-parent names a placeholder");
    publish();
    put("first", "mekiki-parent", ".pom", bytes("<name/><description/>2-SNAPSHOT" + MORE));
    refused("the POM of mekiki-parent names a snapshot");
    publish();
    put("first", "mekiki-bom", ".pom", bytes("<name/><description/>" + MORE));
    refused("mekiki-bom lists [], and published are [mekiki-cli]");
    publish();
    put("first", "mekiki-cli", "-all.jar", everything(LICENCES));
    refused("the notice of the executable jar does not say: picocli 4.7.7 (info.picocli)");
    publish();
    put("first", "mekiki-cli", "-cyclonedx.json", bytes(BILL + folder.resolve("root")));
    refused("mekiki-cli-1.0.0-cyclonedx.json names " + folder.resolve("root"));
    publish();
    put("first", "mekiki-kept", ".pom", bytes(""));
    refused("published are [mekiki-bom, mekiki-cli, mekiki-kept, mekiki-parent], and meant to be");
  }

  @Test
  void aSecondBuildThatDiffersIsNamed() throws Exception {
    put("second", "mekiki-cli", "-javadoc.jar", jar(Map.of("index.html", "other"), Map.of()));
    refused("mekiki-cli-1.0.0-javadoc.jar is not the same in the second build: index.html");
    publish();
    Files.delete(file("second", "mekiki-cli", "-all.jar"));
    refused("the second build did not publish [org/mekiki/mekiki-cli/1.0.0/mekiki-cli-1.0.0-all");
  }

  private void refused(String sentence) throws Exception {
    String said = check(1);
    assertTrue(said.contains(sentence), said);
    assertTrue(said.lines().allMatch(line -> line.startsWith("check-release: ")), said);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  private String check(int status) throws Exception {
    if (Files.notExists(classes.resolve("CheckRelease.class"))) {
      String source = Path.of("..", "build-tools", "CheckRelease.java").toString();
      ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
      assertEquals(
          0, compiler.run(System.out, System.err, "-d", classes.toString(), source), "javac");
    }
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toString(),
                "CheckRelease"));
    for (String name : List.of("root", "first")) {
      command.add(folder.resolve(name).toString());
    }
    command.addAll(List.of("1.0.0", folder.resolve("second").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(status, process.waitFor(), said);
    return said;
  }

  private static void module(Path root, String name, String pom) throws IOException {
    Files.writeString(Files.createDirectories(root.resolve(name)).resolve("pom.xml"), pom);
  }

  private Path file(String build, String artifact, String ending) {
    return folder
        .resolve(build)
        .resolve("org/mekiki")
        .resolve(artifact)
        .resolve("1.0.0")
        .resolve(artifact + "-1.0.0" + ending);
  }

  /** Publishes a file with its checksums. */
  private void put(String build, String artifact, String ending, byte[] content) throws Exception {
    Path file = file(build, artifact, ending);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    for (String algorithm : List.of("MD5", "SHA-1")) {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(content);
      Files.writeString(
          Path.of(file + "." + algorithm.toLowerCase(Locale.ROOT).replace("-", "")),
          ("%0" + 2 * digest.length + "x").formatted(new BigInteger(1, digest)));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] jar(Map<String, String> some, Map<String, String> others)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map<String, String> entries : List.of(some, others)) {
        for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
          ZipEntry file = new ZipEntry(entry.getKey());
          file.setTime(0);
          zip.putNextEntry(file);
          zip.write(bytes(entry.getValue()));
        }
      }
    }
    return bytes.toByteArray();
  }
}
