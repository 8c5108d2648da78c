package org.mekiki.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mekiki.cli.console.UserException;

/** The jars with additions that users name; the launcher reads them the same way in the shell. */
final class ExtensionJars {
  /** Environment variable with jars that add methods, families, components or metrics. */
  static final String VARIABLE = "MEKIKI_EXTENSIONS";

  private ExtensionJars() {}

  /**
   * The jars that are named, by themselves or by their folders, in order.
   *
   * @param named the variable's value: paths as on a class path
   * @throws UserException if one is neither a jar nor a folder
   */
  static List<String> of(String named) throws IOException {
    var jars = new ArrayList<String>();
    for (String each : named.split(File.pathSeparator, -1)) {
      if (!each.isEmpty()) {
        addJars(each, jars);
      }
    }
    return jars;
  }

  private static void addJars(String named, List<String> jars) throws IOException {
    Path path = Path.of(named);
    if (Files.isDirectory(path)) {
      var inFolder = new ArrayList<String>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.jar")) {
        found.forEach(jar -> inFolder.add(jar.toString()));
      }
      Collections.sort(inFolder);
      jars.addAll(inFolder);
    } else if (Files.isRegularFile(path)) {
      jars.add(named);
    } else {
      throw new UserException(
          VARIABLE + " names " + named + ", which is neither a jar nor a folder");
    }
  }
}
