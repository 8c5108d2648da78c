import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks an OCI archive as a container's runtime does, and checks on the way that everything is
 * what the file that names it says.
 */
final class UnpackContainer {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\"mediaType\":\"([^\"]+)\",\"digest\":\"sha256:([0-9a-f]{64})\",\"size\":(\\d+)");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Path archive;

  private UnpackContainer(Path archive) {
    this.archive = archive;
  }

  /**
   * Arguments: the archive; a folder, which gets {@code system}, the file system, and {@code
   * Entrypoint}, {@code Cmd}, {@code Env}, {@code Test} (of the health check), one word a line, and
   * {@code User} and {@code WorkingDir}.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[1]);
    Path archive = Files.createDirectories(folder.resolve("archive"));
    tar(Path.of(args[0]), archive);
    new UnpackContainer(archive).unpack(folder);
  }

  private void unpack(Path folder) throws IOException, InterruptedException {
    require(
        Files.readString(archive.resolve("oci-layout"))
            .contains("\"imageLayoutVersion\":\"1.0.0\""),
        "oci-layout has no version that is known");
    List<Path> manifests = referenced(Files.readString(archive.resolve("index.json")), "manifest");
    require(manifests.size() == 1, "index.json names one manifest");
    String manifest = Files.readString(manifests.getFirst());
    String config = Files.readString(referenced(manifest, "config").getFirst());
    List<Path> layers = referenced(manifest, "layer.v1.tar+gzip");
    List<String> digests = words(config, "diff_ids");
    require(layers.size() == digests.size() && layers.size() > 1, "each layer has its digest");
    Path root = Files.createDirectories(folder.resolve("system"));
    for (int i = 0; i < layers.size(); i++) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(layers.get(i)))) {
        require(digests.get(i).equals("sha256:" + digest(in)), layers.get(i) + " has other files");
      }
      tar(layers.get(i), root);
    }
    for (String name : List.of("Entrypoint", "Cmd", "Env", "Test")) {
      Files.write(folder.resolve(name), words(config, name));
    }
    Matcher user = Pattern.compile("\"User\":\"([^\"]*)\"").matcher(config);
    require(user.find() && user.group(1).matches("[1-9]\\d*:[1-9]\\d*"), "the user is not root");
    Files.writeString(folder.resolve("User"), user.group(1));
    Matcher place = Pattern.compile("\"WorkingDir\":\"([^\"]*)\"").matcher(config);
    require(place.find(), "there is a working folder");
    Files.writeString(folder.resolve("WorkingDir"), place.group(1));
    require(config.contains("\"Volumes\":{\"/model\":{}}"), "models are a volume");
    require(config.contains("\"ExposedPorts\":{\"8451/tcp\":{}}"), "the port is told");
    System.out.println("container: " + layers.size() + " layers with the digests that they name");
  }

  /** The files that a JSON object refers to by their digests, each looked at. */
  private List<Path> referenced(String json, String kind) throws IOException {
    var files = new ArrayList<Path>();
    for (MatchResult found : REFERENCE.matcher(json).results().toList()) {
      if (found.group(1).contains(kind)) {
        Path file = archive.resolve("blobs/sha256").resolve(found.group(2));
        require(Files.size(file) == Long.parseLong(found.group(3)), file + " has another size");
        try (InputStream in = Files.newInputStream(file)) {
          require(digest(in).equals(found.group(2)), file + " has another digest");
        }
        files.add(file);
      }
    }
    require(!files.isEmpty(), "a reference to a " + kind);
    return files;
  }

  private static List<String> words(String json, String name) throws IOException {
    Matcher array = Pattern.compile("\"" + name + "\":\\[([^]]*)]").matcher(json);
    require(array.find(), name);
    return STRING.matcher(array.group(1)).results().map(word -> word.group(1)).toList();
  }

  private static String digest(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return "%064x".formatted(new BigInteger(1, digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static void tar(Path file, Path folder) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("tar", "-xf", file.toString(), "-C", folder.toString())
            .inheritIO()
            .start()
            .waitFor();
    require(status == 0, file + " is a tar archive");
  }

  private static void require(boolean holds, String rule) throws IOException {
    if (!holds) {
      throw new IOException("the container breaks a rule: " + rule);
    }
  }
}
