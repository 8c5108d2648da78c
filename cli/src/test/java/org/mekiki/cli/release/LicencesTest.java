package org.mekiki.cli.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The notice of what holds mekiki together with the work of others names all of it. */
final class LicencesTest {
  private static final Path NOTICE = Path.of("src", "main", "notices", "NOTICE");
  private static final Pattern NAMED = Pattern.compile("(?m)^(\\S+ [0-9][\\w.-]*) \\([\\w.]+\\)$");
  private static final Pattern JAR = Pattern.compile("(.+?)-([0-9][\\w.-]*)\\.jar");

  /** Jars of others that the command needs to run, by its module descriptors. */
  private static Set<Path> needed() {
    var configuration = ModuleLayer.boot().configuration();
    var jars = new TreeSet<Path>();
    var seen = new TreeSet<String>();
    var open = new ArrayDeque<>(List.of("org.mekiki.cli"));
    while (!open.isEmpty()) {
      String name = open.remove();
      ResolvedModule module = configuration.findModule(name).orElse(null);
      if (module == null || !seen.add(name)) {
        continue;
      }
      // The tests patch the command's own module, and with it what that one reads.
      module.reference().descriptor().requires().stream().map(Requires::name).forEach(open::add);
      var location = module.reference().location().orElseThrow();
      if (location.getScheme().equals("file") && !name.startsWith("org.mekiki.")) {
        jars.add(Path.of(location));
      }
    }
    return jars;
  }

  @Test
  void theNoticeNamesEveryJarWithItsVersion() throws IOException {
    var named = new TreeSet<String>();
    NAMED.matcher(Files.readString(NOTICE)).results().forEach(each -> named.add(each.group(1)));
    var there = new TreeSet<String>();
    for (Path jar : needed()) {
      Matcher name = JAR.matcher(jar.getFileName().toString());
      assertTrue(name.matches(), jar.toString());
      there.add(name.group(1) + " " + name.group(2));
    }
    assertTrue(there.size() >= 4, there.toString());
    assertEquals(there, named);
  }

  /** What a jar brings along of others' terms is named too. */
  @Test
  void theNoticeNamesEveryLicenceInThem() throws IOException {
    String notice = Files.readString(NOTICE);
    int found = 0;
    for (Path path : needed()) {
      try (JarFile jar = new JarFile(path.toFile())) {
        for (var entry : jar.stream().toList()) {
          String name = entry.getName().replaceFirst("^META-INF/", "");
          if (name.matches("(?i)[^/]*licen[cs]e[^/]*")) {
            assertTrue(notice.contains(name), path + ": " + name);
            found++;
          }
        }
        var licence = jar.getEntry("META-INF/LICENSE");
        if (licence != null) {
          assertEquals(
              Files.readString(Path.of("..", "LICENSE")),
              new String(jar.getInputStream(licence).readAllBytes(), UTF_8),
              "the text that the notice refers to is that of " + path);
        }
      }
    }
    assertTrue(found >= 4, "licences in the jars: " + found);
  }
}
