import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Figures of a classifier for its model card: accuracy with an interval, calibration, the texts
 * that it is most sure of and wrong about.
 */
final class ModelCard {
  private static final int BINS = 10;
  private static final int EXAMPLES = 12;
  private static final Pattern PROBABILITIES =
      Pattern.compile("\"probabilities\":\\[([0-9.E,-]+)]");

  private ModelCard() {}

  /** A text with the right class and the probability of class 1. */
  private record Answer(String text, int label, double positive) {
    boolean right() {
      return (positive > 0.5) == (label == 1);
    }

    double confidence() {
      return Math.max(positive, 1 - positive);
    }
  }

  /** Arguments: a .tsv file of labels and texts, and what `mekiki predict --format json` says. */
  public static void main(String[] args) throws IOException {
    List<String> rows = Files.readAllLines(Path.of(args[0]));
    List<String> said = Files.readAllLines(Path.of(args[1]));
    var answers = new ArrayList<Answer>();
    for (int i = 1; i < rows.size(); i++) {
      String[] row = rows.get(i).split("\t", 2);
      Matcher found = PROBABILITIES.matcher(said.get(i - 1));
      if (!found.find()) {
        throw new IOException("line " + i + " has no probabilities");
      }
      double positive = Double.parseDouble(found.group(1).split(",", -1)[1]);
      answers.add(new Answer(row[1], Integer.parseInt(row[0]), positive));
    }
    accuracy(answers);
    calibration(answers);
    answers.stream()
        .filter(answer -> !answer.right())
        .sorted(Comparator.comparingDouble(answer -> -answer.confidence()))
        .limit(EXAMPLES)
        .forEach(
            answer ->
                System.out.printf(
                    Locale.ROOT,
                    "%.3f for %d: %s%n",
                    answer.positive(),
                    answer.label(),
                    answer.text()));
  }

  /** With Wilson's interval of 95 %. */
  private static void accuracy(List<Answer> answers) {
    double n = answers.size();
    double p = answers.stream().filter(Answer::right).count() / n;
    double z = 1.96;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    System.out.printf(
        Locale.ROOT,
        "accuracy %.2f %% of %d (%.2f to %.2f)%n",
        100 * p,
        answers.size(),
        100 * (middle - half),
        100 * (middle + half));
  }

  /** Expected calibration error over equal bins of confidence (Guo et al. 2017). */
  private static void calibration(List<Answer> answers) {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double from = 0.5 + 0.5 * bin / BINS;
      double to = 0.5 + 0.5 * (bin + 1) / BINS;
      boolean last = bin == BINS - 1;
      List<Answer> in =
          answers.stream()
              .filter(a -> a.confidence() >= from && (a.confidence() < to || last))
              .toList();
      double right = in.stream().filter(Answer::right).count();
      double sure = in.stream().mapToDouble(Answer::confidence).sum();
      error += Math.abs(right - sure) / answers.size();
      System.out.printf(
          Locale.ROOT,
          "sure %.2f to %.2f: %4d texts, right %.3f%n",
          from,
          to,
          in.size(),
          in.isEmpty() ? 0 : right / in.size());
    }
    System.out.printf(Locale.ROOT, "expected calibration error %.4f%n", error);
  }
}
