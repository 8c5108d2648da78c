package org.mekiki.cli.train;

import java.nio.file.Path;
import java.util.List;
import org.mekiki.cli.console.UserException;
import picocli.CommandLine.Option;

/** Models that a new one learns from. */
final class TrainTeacherOption {
  private static final double USUAL_SHARE = 0.5;

  @Option(
      names = "--teacher",
      paramLabel = "FILE|DIR",
      description =
          "for classification: a model with the same classes whose answers to the texts are"
              + " learnt too; if given several times, the mean of their answers; texts with an"
              + " empty label are learnt from teachers alone")
  private List<Path> teachers = List.of();

  @Option(
      names = "--teacher-share",
      paramLabel = "P",
      description =
          "the teachers' share of what is learnt, the rest being the label's; default: 0.5")
  private Double share;

  /**
   * The choice; refuses options that mean nothing together.
   *
   * @param goal what is learnt
   */
  TeacherChoice choice(Goal goal) {
    if (!teachers.isEmpty() && goal != Goal.CLASSIFICATION) {
      throw new UserException("--teacher belongs to --task classification");
    }
    if (teachers.isEmpty() && share != null) {
      throw new UserException("--teacher-share needs a --teacher");
    }
    double part = share == null ? USUAL_SHARE : share;
    if (!(part > 0 && part <= 1)) {
      throw new UserException("--teacher-share must be above 0 and at most 1, got " + share);
    }
    return new TeacherChoice(teachers, part, String.valueOf(share));
  }
}
