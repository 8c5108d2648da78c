import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at what was published into a folder as a public repository does before it accepts it, and
 * compares it with what a second build published.
 */
final class CheckRelease {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(mekiki-[^<]+)</artifactId>");
  private static final Pattern PARENT =
      Pattern.compile("(?s)<parent>.*?<artifactId>(mekiki-[^<]+)</artifactId>.*?</parent>");
  private static final Pattern PURL = Pattern.compile("\"purl\" : \"pkg:maven/([^@]+)@([^?\"]+)");
  private static final Pattern DEPENDENCIES =
      Pattern.compile("(?s)<dependencyManagement>.*?</dependencyManagement>");

  /** What a public repository wants to know of an artifact. */
  private static final List<String> WANTED =
      List.of("name", "description", "url", "licenses", "developers", "scm");

  /** Modules that are to have no dependency but each other. */
  private static final Set<String> ENGINE =
      Set.of("mekiki-core", "mekiki-transformer", "mekiki-sig", "mekiki-report");

  private final Path root;
  private final Path published;
  private final String version;
  private final List<String> complaints = new ArrayList<>();

  private CheckRelease(Path root, Path published, String version) {
    this.root = root;
    this.published = published;
    this.version = version;
  }

  /**
   * Arguments: the root of the checkout, the folder that was published into, the version, the
   * folder that a second build published into.
   */
  public static void main(String[] args) throws IOException {
    var check = new CheckRelease(Path.of(args[0]), Path.of(args[1]), args[2]);
    Map<String, String> packagings = check.publishedModules();
    check.artifacts(packagings);
    // What is not there cannot be looked at.
    check.endIfThereAreComplaints();
    for (Map.Entry<String, String> module : packagings.entrySet()) {
      check.description(module.getKey());
      if (module.getValue().equals("jar")) {
        check.jars(module.getKey());
        check.materials(module.getKey());
      }
    }
    check.billOfVersions(packagings);
    check.everythingInOne();
    check.places();
    check.compare(Path.of(args[3]));
    check.endIfThereAreComplaints();
    System.out.println(
        "check-release: " + packagings.keySet() + " are complete, and a second build equals them");
  }

  private void endIfThereAreComplaints() {
    if (!complaints.isEmpty()) {
      complaints.forEach(complaint -> System.err.println("check-release: " + complaint));
      System.exit(1);
    }
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      complaints.add(complaint);
    }
  }

  /** The artifacts of all modules that are not kept back, and the parent, with their packaging. */
  private Map<String, String> publishedModules() throws IOException {
    var packagings = new TreeMap<String, String>();
    packagings.put("mekiki-parent", "pom");
    String parent = Files.readString(root.resolve("pom.xml"));
    for (Matcher module = MODULE.matcher(parent); module.find(); ) {
      addModules(root.resolve(module.group(1)), packagings);
    }
    return packagings;
  }

  /** A module, and those that it holds. */
  private static void addModules(Path folder, Map<String, String> packagings) throws IOException {
    String pom = Files.readString(folder.resolve("pom.xml"));
    if (pom.contains("<maven.deploy.skip>true<")) {
      return;
    }
    String own = pom.replaceFirst("(?s)<parent>.*?</parent>", "");
    Matcher artifact = ARTIFACT.matcher(own);
    if (!artifact.find()) {
      throw new IOException(folder.resolve("pom.xml") + " names no artifact of mekiki");
    }
    packagings.put(artifact.group(1), own.contains("<packaging>pom<") ? "pom" : "jar");
    for (Matcher module = MODULE.matcher(own); module.find(); ) {
      addModules(folder.resolve(module.group(1)), packagings);
    }
  }

  private Path file(String artifact, String ending) {
    return published
        .resolve("org/mekiki")
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + ending);
  }

  /** Everything that belongs to an artifact is there with its checksums, and nothing else. */
  private void artifacts(Map<String, String> packagings) throws IOException {
    try (Stream<Path> folders = Files.list(published.resolve("org/mekiki"))) {
      var found = new TreeSet<String>();
      folders.forEach(folder -> found.add(folder.getFileName().toString()));
      require(
          found.equals(packagings.keySet()),
          "published are " + found + ", and meant to be " + packagings.keySet());
    }
    for (Map.Entry<String, String> module : packagings.entrySet()) {
      List<String> endings =
          module.getValue().equals("jar")
              ? List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")
              : List.of(".pom");
      for (String ending : endings) {
        Path file = file(module.getKey(), ending);
        if (!Files.exists(file)) {
          complaints.add(file.getFileName() + " was not published");
          continue;
        }
        checksum(file, "MD5", ".md5");
        checksum(file, "SHA-1", ".sha1");
      }
    }
  }

  private void checksum(Path file, String algorithm, String ending) throws IOException {
    Path beside = Path.of(file + ending);
    require(
        Files.exists(beside) && Files.readString(beside).strip().equals(digest(file, algorithm)),
        file.getFileName() + " has not its own checksum beside it (" + algorithm + ")");
  }

  private static String digest(Path file, String algorithm) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
      return ("%0" + 2 * digest.length + "x").formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  /** The POMs of ours that one inherits from, one after the other. */
  private String inherited(String pom) throws IOException {
    Matcher parent = PARENT.matcher(pom);
    if (!parent.find()) {
      return "";
    }
    String next = Files.readString(file(parent.group(1), ".pom"));
    return next + inherited(next);
  }

  /** The POM says, itself or by those it inherits from, what is wanted, and names no snapshot. */
  private void description(String artifact) throws IOException {
    String own = Files.readString(file(artifact, ".pom"));
    String inherited = inherited(own);
    for (String element : WANTED) {
      boolean mustBeOwn = element.equals("name") || element.equals("description");
      require(
          own.contains("<" + element) || !mustBeOwn && inherited.contains("<" + element),
          "the POM of " + artifact + " has no " + element);
    }
    require(!own.contains("-SNAPSHOT"), "the POM of " + artifact + " names a snapshot");
    require(!own.contains("mekiki.example"), "the POM of " + artifact + " names a placeholder");
  }

  private void jars(String artifact) throws IOException {
    for (String ending : List.of(".jar", "-sources.jar")) {
      try (JarFile jar = new JarFile(file(artifact, ending).toFile())) {
        for (String name : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
          require(jar.getEntry(name) != null, artifact + ending + " has no " + name);
        }
      }
    }
    try (JarFile jar = new JarFile(file(artifact, ".jar").toFile())) {
      boolean named =
          jar.getManifest() != null
              && jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") != null;
      require(
          jar.getEntry("module-info.class") != null || named,
          artifact + ".jar is no module and names none");
    }
    try (JarFile jar = new JarFile(file(artifact, "-javadoc.jar").toFile())) {
      require(jar.getEntry("index.html") != null, artifact + "-javadoc.jar has no first page");
    }
  }

  /** The bill of materials of the engine names nothing of others. */
  private void materials(String artifact) throws IOException {
    if (ENGINE.contains(artifact)) {
      for (String material : components(artifact).keySet()) {
        require(material.startsWith("org.mekiki/"), artifact + " depends on " + material);
      }
    }
  }

  /** Group and artifact of what an artifact needs, with the version. */
  private Map<String, String> components(String artifact) throws IOException {
    var components = new TreeMap<String, String>();
    Matcher purl = PURL.matcher(Files.readString(file(artifact, "-cyclonedx.json")));
    while (purl.find()) {
      components.put(purl.group(1), purl.group(2));
    }
    return components;
  }

  private void billOfVersions(Map<String, String> packagings) throws IOException {
    Matcher managed = DEPENDENCIES.matcher(Files.readString(file("mekiki-bom", ".pom")));
    var listed = new TreeSet<String>();
    if (managed.find()) {
      ARTIFACT.matcher(managed.group()).results().forEach(each -> listed.add(each.group(1)));
    }
    var jars = new TreeSet<String>();
    packagings.forEach(
        (artifact, packaging) -> {
          if (packaging.equals("jar")) {
            jars.add(artifact);
          }
        });
    require(listed.equals(jars), "mekiki-bom lists " + listed + ", and published are " + jars);
  }

  /** The executable jar names, in its notice, all of others that the command needs. */
  private void everythingInOne() throws IOException {
    Path file = file("mekiki-cli", "-all.jar");
    try (JarFile jar = new JarFile(file.toFile())) {
      var entry = jar.getEntry("META-INF/NOTICE");
      String notice =
          entry == null ? "" : new String(jar.getInputStream(entry).readAllBytes(), "UTF-8");
      components("mekiki-cli")
          .forEach(
              (material, number) -> {
                int slash = material.indexOf('/');
                String line =
                    "%s %s (%s)\n"
                        .formatted(
                            material.substring(slash + 1), number, material.substring(0, slash));
                require(
                    material.startsWith("org.mekiki/") || notice.contains(line),
                    "the notice of the executable jar does not say: " + line.strip());
              });
      for (String licence :
          List.of(
              "LICENSE",
              "FastDoubleParser-LICENSE",
              "FastDoubleParser-ThirdParty-LICENSE",
              "Schubfach-LICENSE")) {
        require(
            notice.contains(licence) && jar.getEntry("META-INF/" + licence) != null,
            "the executable jar does not have or does not name " + licence);
      }
    }
  }

  /** No POM and no bill says where on a machine it was built. */
  private void places() throws IOException {
    String place = root.toAbsolutePath().normalize().toString();
    try (Stream<Path> files = Files.walk(published)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.toString();
        if (name.endsWith(".pom") || name.endsWith(".json")) {
          require(!Files.readString(file).contains(place), name + " names " + place);
        }
      }
    }
  }

  private void compare(Path second) throws IOException {
    Set<String> names = names(published);
    Set<String> others = names(second);
    var only = new TreeSet<>(names);
    only.removeAll(others);
    var more = new TreeSet<>(others);
    more.removeAll(names);
    require(only.isEmpty(), "the second build did not publish " + only);
    require(more.isEmpty(), "the first build did not publish " + more);
    for (String name : names) {
      Path other = second.resolve(name);
      if (Files.exists(other) && Files.mismatch(published.resolve(name), other) >= 0) {
        complaints.add(
            name + " is not the same in the second build" + firstDifference(name, other));
      }
    }
  }

  private String firstDifference(String name, Path other) throws IOException {
    if (!name.endsWith(".jar")) {
      return "";
    }
    try (JarFile one = new JarFile(published.resolve(name).toFile());
        JarFile two = new JarFile(other.toFile())) {
      for (var entry : one.stream().toList()) {
        var same = two.getEntry(entry.getName());
        if (same == null || same.getCrc() != entry.getCrc()) {
          return ": " + entry.getName();
        }
      }
    }
    return ": the order, times or permissions of what is in it";
  }

  /** All files but checksums of others, and those that say when something was published. */
  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      var names = new TreeSet<String>();
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.contains("maven-metadata.xml"))
          .filter(name -> !name.endsWith(".md5") && !name.endsWith(".sha1"))
          .forEach(names::add);
      return names;
    }
  }
}
