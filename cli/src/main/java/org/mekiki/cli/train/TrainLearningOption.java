package org.mekiki.cli.train;

import java.util.Map;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.train.Classification;
import org.mekiki.transformer.train.MaskedLanguageModelling;
import org.mekiki.transformer.train.TrainableModel;
import picocli.CommandLine.Option;

/** How the tasks are learnt. */
final class TrainLearningOption {
  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "the most tokens per text; default: as many as the model takes")
  private Integer maxLength;

  @Option(
      names = "--label-smoothing",
      paramLabel = "P",
      description =
          "for classification: the share of the probability that is spread over all classes;"
              + " default: 0")
  private Double labelSmoothing;

  @Option(
      names = "--word-dropout",
      paramLabel = "P",
      description = "for classification: the share of tokens that are made unknown; default: 0")
  private Double wordDropout;

  @Option(
      names = "--mask-share",
      paramLabel = "P",
      description = "for mlm: the share of tokens that are to be predicted; default: 0.15")
  private Double maskShare;

  @Option(names = "--whole-words", description = "for mlm: predict all tokens of a word together")
  private boolean wholeWords;

  int maxLength() {
    if (maxLength != null && maxLength < 3) {
      throw new UserException("--max-length must be at least 3, got " + maxLength);
    }
    return maxLength == null ? Integer.MAX_VALUE : maxLength;
  }

  Classification classification(TrainableModel model) {
    if (maskShare != null || wholeWords) {
      throw new UserException("--mask-share and --whole-words belong to --task mlm");
    }
    return new Classification(model, orZero(labelSmoothing), orZero(wordDropout));
  }

  MaskedLanguageModelling maskedLanguageModelling(TrainableModel model) {
    if (labelSmoothing != null || wordDropout != null) {
      throw new UserException(
          "--label-smoothing and --word-dropout belong to --task classification");
    }
    return new MaskedLanguageModelling(model, maskShare == null ? 0.15 : maskShare, wholeWords);
  }

  private static double orZero(Double value) {
    return value == null ? 0 : value;
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings) {
    settings.put("--max-length", String.valueOf(maxLength));
    settings.put("--label-smoothing", String.valueOf(labelSmoothing));
    settings.put("--word-dropout", String.valueOf(wordDropout));
    settings.put("--mask-share", String.valueOf(maskShare));
    settings.put("--whole-words", String.valueOf(wholeWords));
  }
}
