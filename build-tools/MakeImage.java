import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes a folder that runs mekiki without a JDK: the modules of the JDK that it needs, its jars, a
 * launcher, and the cache of classes and profiles with which short answers begin.
 */
final class MakeImage {
  private MakeImage() {}

  /**
   * Arguments: the image's folder, which is replaced; the command's jar; the folder of the jars
   * that it needs; the folder of the launcher; the root of the checkout, for its licence.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path image = Path.of(args[0]);
    List<Path> jars = new ArrayList<>(List.of(Path.of(args[1])));
    try (Stream<Path> needed = Files.list(Path.of(args[2]))) {
      needed.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    }
    delete(image);
    link(image, systemModules(jars));
    Path home = Files.createDirectories(image.resolve("lib/mekiki"));
    for (Path jar : jars) {
      // The cache holds good only for jars of the same time.
      Files.copy(jar, home.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path sources = Path.of(args[3]);
    Path launcher = launcher(sources, image, home);
    Files.copy(Path.of(args[4]).resolve("LICENSE"), image.resolve("LICENSE"));
    Files.copy(sources.resolveSibling("notices").resolve("NOTICE"), image.resolve("NOTICE"));
    for (Path jar : jars) {
      copyLicences(jar, image);
    }
    prepare(launcher, home);
    System.out.println("mekiki: the image is " + image);
  }

  private static Path launcher(Path sources, Path image, Path home) throws IOException {
    if (File.separatorChar == '\\') {
      return Files.copy(sources.resolve("mekiki.cmd"), image.resolve("bin/mekiki.cmd"));
    }
    Files.copy(sources.resolve("run.sh"), home.resolve("run.sh"));
    Path launcher = Files.copy(sources.resolve("mekiki"), image.resolve("bin/mekiki"));
    if (!launcher.toFile().setExecutable(true, false)) {
      throw new IOException("the launcher cannot be made executable");
    }
    return launcher;
  }

  /** The notice names these files of a jar. */
  private static void copyLicences(Path jar, Path image) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName().replaceFirst("^META-INF/", "");
        if (name.matches("[\\w-]+-LICENSE")) {
          Files.copy(file.getInputStream(entry), image.resolve(name));
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Set<String> systemModules(List<Path> jars) {
    Configuration needed =
        Configuration.empty()
            .resolve(
                ModuleFinder.of(jars.toArray(Path[]::new)),
                ModuleFinder.ofSystem(),
                // No module asks for the encodings in which many of MeCab's dictionaries are.
                Set.of("org.mekiki.cli", "jdk.charsets"));
    ModuleFinder system = ModuleFinder.ofSystem();
    var names = new TreeSet<String>();
    needed.modules().stream()
        .map(module -> module.name())
        .filter(name -> system.find(name).isPresent())
        .forEach(names::add);
    return names;
  }

  private static void link(Path image, Set<String> modules) throws IOException {
    PrintStream out = System.out;
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IOException("this JDK has no jlink"))
            .run(
                out,
                System.err,
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--generate-cds-archive",
                "--output",
                image.toString());
    if (status != 0) {
      throw new IOException("jlink failed");
    }
  }

  /** The launcher makes the cache where it is told to; an image is complete without it. */
  private static void prepare(Path launcher, Path home) throws IOException, InterruptedException {
    var run =
        new ProcessBuilder(launcher.toString(), "predict", "a fine film")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    run.environment().put("make_start", "true");
    run.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    if (run.inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
      throw new IOException("the image's mekiki does not run");
    }
    if (!Files.exists(home.resolve("start.aot"))) {
      throw new IOException("the image has no cache of classes");
    }
  }
}
