package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Artifacts that are too large for every build: tests use those that somebody fetched. */
final class LocalRepository {
  private LocalRepository() {}

  /** A jar by its coordinates; the test is skipped, and says so, where it is not there. */
  static Path jar(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    String home = Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
    String ofBuild = System.getProperty("localRepository", home); // what Surefire tells its tests
    Path jar =
        Path.of(System.getProperty("maven.repo.local", ofBuild))
            .resolve(parts[0].replace('.', '/'))
            .resolve(parts[1])
            .resolve(parts[2])
            .resolve(parts[1] + "-" + parts[2] + ".jar");
    assumeTrue(Files.exists(jar), () -> jar + " is not there; .ci/run fetches it");
    return jar;
  }
}
