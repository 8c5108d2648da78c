package org.mekiki.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Native images are told of every resource, and of none that there is not. */
final class NativeImageMetadataTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Pattern GLOB = Pattern.compile("\"glob\": \"([^\"]+)\"");

  @Test
  void everyResourceIsNamed() throws IOException {
    String metadata =
        Files.readString(
            RESOURCES.resolve(
                "META-INF/native-image/org.mekiki/mekiki-report/reachability-metadata.json"));
    List<String> globs =
        GLOB.matcher(metadata).results().map((MatchResult each) -> each.group(1)).toList();
    List<Path> resources;
    try (Stream<Path> files = Files.walk(RESOURCES.resolve("org"))) {
      resources = files.filter(Files::isRegularFile).map(RESOURCES::relativize).toList();
    }
    assertTrue(resources.size() >= 4, resources.toString());
    for (Path resource : resources) {
      assertTrue(matches(globs, resource), resource + " is not in the metadata");
    }
    List<String> unused =
        globs.stream()
            .filter(glob -> resources.stream().noneMatch(each -> matches(List.of(glob), each)))
            .toList();
    assertEquals(List.of(), unused);
  }

  private static boolean matches(List<String> globs, Path resource) {
    return globs.stream()
        .anyMatch(
            glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(resource));
  }
}
