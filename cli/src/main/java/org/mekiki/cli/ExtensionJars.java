package org.mekiki.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      Path path = Path.of(each);
      if (each.isEmpty()) {
        continue;
      } else if (Files.isDirectory(path)) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.jar")) {
          var inFolder = new ArrayList<String>();
          found.forEach(jar -> inFolder.add(jar.toString()));
          inFolder.stream().sorted().forEach(jars::add);
        }
      } else if (Files.isRegularFile(path)) {
        jars.add(each);
      } else {
        throw new UserException(
            VARIABLE + " names " + each + ", which is neither a jar nor a folder");
      }
    }
    return jars;
  }
}
