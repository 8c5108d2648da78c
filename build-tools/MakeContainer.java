import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the image of {@code mvn -Pimage package} as a container: an OCI archive with nothing in it
 * but the Java machine, the command, and the system libraries that the Java machine is linked to.
 *
 * <p>See {@code docs/decisions/2026-11-30-container.md}.
 */
final class MakeContainer {
  /** Where the image lies in the container. */
  private static final String HOME = "opt/mekiki";

  /** A user without a name elsewhere, so that no host's user is met by accident. */
  private static final int USER = 10001;

  /** What the launcher is made of, which needs a shell, and the cache that it makes. */
  private static final List<String> LAUNCHER =
      List.of("bin/mekiki", "lib/mekiki/run.sh", "lib/mekiki/start.aot");

  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>mekiki-parent</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern TIME =
      Pattern.compile("<project\\.build\\.outputTimestamp>([^<]+)<");
  private static final Pattern URL = Pattern.compile("<mekiki\\.url>([^<]+)<");
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "amd64", "aarch64", "arm64");

  private final Instant time;
  private final Map<String, byte[]> blobs = new TreeMap<>();

  private MakeContainer(Instant time) {
    this.time = time;
  }

  /** Arguments: the root of the checkout, the image's folder, the archive to write. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String pom = Files.readString(Path.of(args[0]).resolve("pom.xml"));
    String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
    if (!System.getProperty("os.name").equals("Linux") || architecture == null) {
      System.err.println(
          "MakeContainer runs on Linux, on x86-64 or AArch64: the container gets this system's"
              + " libraries");
      System.exit(2);
    }
    var container = new MakeContainer(Instant.parse(find(TIME, pom)));
    byte[] archive =
        container.archive(Path.of(args[1]), architecture, find(VERSION, pom), find(URL, pom));
    Path target = Path.of(args[2]);
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    Files.write(unfinished, archive);
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    System.out.println("mekiki: the container is " + target);
  }

  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("pom.xml has nothing like " + pattern);
    }
    return matcher.group(1);
  }

  private byte[] archive(Path image, String architecture, String version, String url)
      throws IOException, InterruptedException {
    List<Layer> layers = List.of(system(image), java(image), command(image));
    String config = blob(config(layers, architecture, version, url));
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json",%s},"layers":[%s]}\
        """
            .formatted(
                described(config),
                joined(
                    layers,
                    layer ->
                        "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",%s}"
                            .formatted(described(layer.packed()))));
    String index =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[\
        {"mediaType":"application/vnd.oci.image.manifest.v1+json",%s,\
        "platform":{"architecture":"%s","os":"linux"},\
        "annotations":{"org.opencontainers.image.ref.name":"%s",\
        "io.containerd.image.name":"docker.io/library/mekiki:%s"}}]}\
        """
            .formatted(described(blob(utf8(manifest))), architecture, version, version);
    // For "docker load" of versions that do not know OCI archives yet.
    String docker =
        "[{\"Config\":\"%s\",\"RepoTags\":[\"mekiki:%s\"],\"Layers\":[%s]}]"
            .formatted(
                place(config), version, joined(layers, l -> "\"" + place(l.packed()) + "\""));
    var tar = new Tar(time);
    tar.file("oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"), 0644);
    tar.file("index.json", utf8(index), 0644);
    tar.file("manifest.json", utf8(docker), 0644);
    tar.folder("blobs", 0755);
    tar.folder("blobs/sha256", 0755);
    for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
      tar.file(place(blob.getKey()), blob.getValue(), 0644);
    }
    return tar.end();
  }

  /** How the container is run: not as root, with nothing that it would have to write. */
  private byte[] config(List<Layer> layers, String architecture, String version, String url) {
    String java = "\"/%s/bin/java\"".formatted(HOME);
    return utf8(
        """
        {"created":"%s","architecture":"%s","os":"linux","config":{\
        "User":"%d:%d","ExposedPorts":{"8451/tcp":{}},"Volumes":{"/model":{}},"WorkingDir":"/model",\
        "Env":["PATH=/%s/bin","LC_ALL=C.UTF-8"],\
        "Entrypoint":[%s,"-XX:+UseSerialGC","-Xshare:auto","-XX:-UsePerfData",\
        "-XX:MaxRAMPercentage=75","--module-path","/%s/lib/mekiki",\
        "-m","org.mekiki.cli/org.mekiki.cli.Mekiki"],\
        "Cmd":["serve","--host","0.0.0.0","--port","8451"],"StopSignal":"SIGTERM",\
        "Healthcheck":{"Test":["CMD",%s,"-XX:+UseSerialGC","-XX:TieredStopAtLevel=1",\
        "-XX:-UsePerfData","-cp","/%s/lib/mekiki/mekiki-cli-%s.jar",\
        "org.mekiki.cli.HealthCheck","8451"],\
        "Interval":30000000000,"Timeout":5000000000,"StartPeriod":10000000000,"Retries":3},\
        "Labels":{"org.opencontainers.image.title":"mekiki",\
        "org.opencontainers.image.description":"Explains which words made a language model decide as it did",\
        "org.opencontainers.image.version":"%s","org.opencontainers.image.licenses":"Apache-2.0",\
        "org.opencontainers.image.url":"%s","org.opencontainers.image.vendor":"The Mekiki authors"}},\
        "rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}\
        """
            .formatted(
                time,
                architecture,
                USER,
                USER,
                HOME,
                java,
                HOME,
                java,
                HOME,
                version,
                version,
                url,
                joined(layers, layer -> "\"sha256:" + layer.digest() + "\""),
                joined(
                    layers,
                    layer ->
                        "{\"created\":\"%s\",\"created_by\":\"%s\"}"
                            .formatted(time, layer.what()))));
  }

  /** The least of a system: libraries, a user, names of hosts, places for what is mounted. */
  private Layer system(Path image) throws IOException, InterruptedException {
    var tar = new Tar(time);
    for (String folder : List.of("dev", "etc", "model", "proc", "sys")) {
      tar.folder(folder, 0755);
    }
    tar.folder("tmp", 01777);
    tar.file("etc/passwd", utf8("mekiki:x:%d:%d::/model:\n".formatted(USER, USER)), 0644);
    tar.file("etc/group", utf8("mekiki:x:%d:\n".formatted(USER)), 0644);
    // Without it, the system's library would ask the network for "localhost".
    tar.file("etc/nsswitch.conf", utf8("hosts: files dns\n"), 0644);
    tar.file("etc/hosts", utf8("127.0.0.1 localhost\n::1 localhost\n"), 0644);
    for (Path library : libraries(image)) {
      tar.inFolders(library.toString().substring(1), Files.readAllBytes(library), 0755);
    }
    Path terms = Path.of("/usr/share/doc/libc6/copyright");
    if (Files.exists(terms)) {
      tar.inFolders(terms.toString().substring(1), Files.readAllBytes(terms), 0644);
    }
    return layer("system libraries", tar);
  }

  /** Where the system keeps the libraries that the image's programs and libraries are linked to. */
  private static List<Path> libraries(Path image) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("ldd", image.resolve("bin/java").toString()));
    try (Stream<Path> files = Files.walk(image.resolve("lib"))) {
      files.map(Path::toString).filter(name -> name.endsWith(".so")).sorted().forEach(command::add);
    }
    Process ldd = new ProcessBuilder(command).start();
    String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ldd.waitFor() != 0) {
      throw new IOException(
          "ldd does not say what the image is linked to: "
              + new String(ldd.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    String home = image.toAbsolutePath().normalize().toString();
    List<Path> libraries =
        LIBRARY
            .matcher(said)
            .results()
            .map(found -> Path.of(found.group(1)).normalize())
            .filter(library -> !library.startsWith(home))
            .distinct()
            .sorted()
            .toList();
    if (libraries.stream().noneMatch(library -> library.toString().contains("libc."))) {
      throw new IOException("ldd names no C library: " + said);
    }
    return libraries;
  }

  private Layer java(Path image) throws IOException {
    return layer("Java machine", image, false);
  }

  private Layer command(Path image) throws IOException {
    return layer("mekiki", image, true);
  }

  /** The files of the image that are mekiki's, or those that are not. */
  private Layer layer(String what, Path image, boolean own) throws IOException {
    var tar = new Tar(time);
    try (Stream<Path> files = Files.walk(image)) {
      for (Path file : files.sorted().toList()) {
        String name = image.relativize(file).toString();
        boolean isOwn = name.startsWith("lib/mekiki") || name.matches("NOTICE|.*LICENSE");
        if (isOwn != own || LAUNCHER.contains(name)) {
          continue;
        }
        String place = name.isEmpty() ? HOME : HOME + "/" + name;
        if (Files.isSymbolicLink(file)) {
          tar.link(place, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file)) {
          tar.inFolders(place + "/", new byte[0], 0755);
        } else {
          tar.inFolders(place, Files.readAllBytes(file), Files.isExecutable(file) ? 0755 : 0644);
        }
      }
    }
    return layer(what, tar);
  }

  private Layer layer(String what, Tar tar) throws IOException {
    byte[] bytes = tar.end();
    var packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return new Layer(what, sha256(bytes), blob(packed.toByteArray()));
  }

  /**
   * A layer.
   *
   * @param what is in it
   * @param digest of its files
   * @param packed the digest of the packed files
   */
  private record Layer(String what, String digest, String packed) {}

  private String blob(byte[] bytes) throws IOException {
    String digest = sha256(bytes);
    blobs.put(digest, bytes);
    return digest;
  }

  private String described(String digest) {
    return "\"digest\":\"sha256:%s\",\"size\":%d".formatted(digest, blobs.get(digest).length);
  }

  private static String place(String digest) {
    return "blobs/sha256/" + digest;
  }

  private static String joined(
      List<Layer> layers, java.util.function.Function<Layer, String> text) {
    return String.join(",", layers.stream().map(text).toList());
  }

  private static String sha256(byte[] bytes) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "%064x".formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A tar archive in the form of POSIX 1988; all of it belongs to root and is of one time. */
  private static final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> folders = new ArrayList<>();
    private final Instant time;

    Tar(Instant time) {
      this.time = time;
    }

    void folder(String name, int mode) throws IOException {
      if (!folders.contains(name)) {
        folders.add(name);
        header(name + "/", "", '5', mode, 0);
      }
    }

    void link(String name, String to) throws IOException {
      parents(name);
      header(name, to, '2', 0777, 0);
    }

    /** A file, or a folder if the name ends with a slash, with the folders above it. */
    void inFolders(String name, byte[] content, int mode) throws IOException {
      parents(name);
      if (!name.endsWith("/")) {
        file(name, content, mode);
      }
    }

    private void parents(String name) throws IOException {
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        folder(name.substring(0, slash), 0755);
      }
    }

    void file(String name, byte[] content, int mode) throws IOException {
      header(name, "", '0', mode, content.length);
      out.write(content);
      out.write(new byte[-content.length & BLOCK - 1]);
    }

    private void header(String name, String link, char kind, int mode, int size)
        throws IOException {
      if (utf8(name).length > NAME || utf8(link).length > NAME) {
        throw new IOException("a name of more than " + NAME + " bytes: " + name + " " + link);
      }
      byte[] header = new byte[BLOCK];
      put(header, 0, name);
      put(header, 100, "%07o".formatted(mode));
      put(header, 108, "%07o".formatted(0));
      put(header, 116, "%07o".formatted(0));
      put(header, 124, "%011o".formatted(size));
      put(header, 136, "%011o".formatted(time.getEpochSecond()));
      put(header, 148, "        ");
      header[156] = (byte) kind;
      put(header, 157, link);
      put(header, 257, "ustar");
      put(header, 263, "00");
      int sum = 0;
      for (byte each : header) {
        sum += each & 0xff;
      }
      put(header, 148, "%06o\0 ".formatted(sum));
      out.write(header);
    }

    private static void put(byte[] header, int at, String text) {
      byte[] bytes = utf8(text);
      System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] end() {
      out.writeBytes(new byte[2 * BLOCK]);
      return out.toByteArray();
    }
  }
}
