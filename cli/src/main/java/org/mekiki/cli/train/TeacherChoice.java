package org.mekiki.cli.train;

import java.nio.file.Path;
import java.util.List;

/**
 * Models that a new one learns from.
 *
 * @param paths where they are; none for right answers alone
 * @param share how much of an answer is theirs
 * @param written the share as checkpoints hold it: "null" where nothing was said
 */
record TeacherChoice(List<Path> paths, double share, String written) {
  boolean isGiven() {
    return !paths.isEmpty();
  }
}
