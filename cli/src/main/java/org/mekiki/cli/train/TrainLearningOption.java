package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.train.Classification;
import org.mekiki.transformer.train.Indifference;
import org.mekiki.transformer.train.MaskAugmentation;
import org.mekiki.transformer.train.MaskedLanguageModelling;
import org.mekiki.transformer.train.TrainableModel;
import picocli.CommandLine.Option;

/** How the tasks are learnt. */
final class TrainLearningOption {
  private static final double WITH_INDIFFERENCE = 0.5;

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
      names = "--mask-augmentation",
      paramLabel = "P",
      description =
          "for classification: the share of texts of which a random share of the words is masked,"
              + " so that masked texts are not new to the model; default: 0, with --indifferent-to"
              + " 0.5")
  private Double maskAugmentation;

  @Option(
      names = "--indifferent-to",
      paramLabel = "FILE|WORD,WORD",
      description =
          "for classification: words that are to make no difference, from a file, one per line, or"
              + " separated by commas")
  private String indifferentTo;

  @Option(
      names = "--indifference",
      paramLabel = "L",
      description =
          "the weight of --indifferent-to: the factor of the squared difference in the loss;"
              + " default: 1")
  private Double indifference;

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

  Classification classification(TrainableModel model) throws IOException {
    if (maskShare != null || wholeWords) {
      throw new UserException("--mask-share and --whole-words belong to --task mlm");
    }
    var learning = new Classification(model, orZero(labelSmoothing), orZero(wordDropout));
    Tokenizer tokenizer = model.design().tokenizer();
    if (maskShareOfTexts() > 0 || maskAugmentation != null) {
      int mask =
          tokenizer
              .specialTokens()
              .mask()
              .orElseThrow(
                  () ->
                      new UserException(
                          "--mask-augmentation needs a mask token, and the tokenizer has none"));
      learning = learning.withMasks(new MaskAugmentation(maskShareOfTexts(), mask));
    }
    if (indifferentTo == null) {
      if (indifference != null) {
        throw new UserException("--indifference needs --indifferent-to");
      }
      return learning;
    }
    return learning.indifferentTo(
        new Indifference(words(), indifference == null ? 1 : indifference, tokenizer));
  }

  /**
   * Words that make no difference to the mask need masks elsewhere too: else the model learns that
   * a mask means one of them.
   */
  private double maskShareOfTexts() {
    return maskAugmentation != null
        ? maskAugmentation
        : indifferentTo == null ? 0 : WITH_INDIFFERENCE;
  }

  /** The words that are to make no difference. */
  private List<String> words() throws IOException {
    Path file = Path.of(indifferentTo);
    Stream<String> words =
        Files.isRegularFile(file)
            ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            : Arrays.stream(indifferentTo.split(",", -1));
    List<String> all = words.map(String::strip).filter(word -> !word.isEmpty()).toList();
    if (all.isEmpty()) {
      throw new UserException("--indifferent-to %s names no word".formatted(indifferentTo));
    }
    return all;
  }

  MaskedLanguageModelling maskedLanguageModelling(TrainableModel model) {
    if (labelSmoothing != null || wordDropout != null) {
      throw new UserException(
          "--label-smoothing and --word-dropout belong to --task classification");
    }
    if (maskAugmentation != null || indifferentTo != null || indifference != null) {
      throw new UserException(
          "--mask-augmentation and --indifferent-to belong to --task classification");
    }
    return new MaskedLanguageModelling(model, maskShare == null ? 0.15 : maskShare, wholeWords);
  }

  private static double orZero(Double value) {
    return value == null ? 0 : value;
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings) throws IOException {
    settings.put("--max-length", String.valueOf(maxLength));
    settings.put("--label-smoothing", String.valueOf(labelSmoothing));
    settings.put("--word-dropout", String.valueOf(wordDropout));
    // Checkpoints of older versions do not name these.
    if (maskAugmentation != null) {
      settings.put("--mask-augmentation", String.valueOf(maskAugmentation));
    }
    if (indifferentTo != null) {
      settings.put("--indifferent-to", String.join(", ", words()));
      settings.put("--indifference", String.valueOf(indifference));
    }
    settings.put("--mask-share", String.valueOf(maskShare));
    settings.put("--whole-words", String.valueOf(wholeWords));
  }
}
