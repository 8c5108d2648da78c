import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Figures of the Japanese model for its card: accuracy with an interval, of each class and of all,
 * calibration, and the texts that it is most sure of and wrong about.
 *
 * <p>Arguments: a .tsv file of labels and texts, and what {@code mekiki predict --format json}
 * says.
 */
final class ModelCard {
  private static final List<String> CLASSES = List.of("不満", "好意", "問い合わせ");
  private static final int BINS = 5;
  private static final int EXAMPLES = 25;
  private static final Pattern PROBABILITIES =
      Pattern.compile("\"probabilities\":\\[([0-9.E,-]+)]");

  private ModelCard() {}

  /** A text with the right class and the probabilities of all. */
  private record Answer(String text, int label, double[] probabilities) {
    int said() {
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] > probabilities[best] ? i : best;
      }
      return best;
    }

    boolean right() {
      return said() == label;
    }

    double confidence() {
      return probabilities[said()];
    }
  }

  static void main(String[] args) throws IOException {
    List<String> rows = Files.readAllLines(Path.of(args[0]));
    List<String> said = Files.readAllLines(Path.of(args[1]));
    var answers = new ArrayList<Answer>();
    for (int i = 1; i < rows.size(); i++) {
      String[] row = rows.get(i).split("\t", 2);
      Matcher found = PROBABILITIES.matcher(said.get(i - 1));
      if (!found.find()) {
        throw new IOException("line " + i + " has no probabilities");
      }
      double[] probabilities =
          Arrays.stream(found.group(1).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      answers.add(new Answer(row[1], CLASSES.indexOf(row[0]), probabilities));
    }
    accuracy("all", answers);
    for (int c = 0; c < CLASSES.size(); c++) {
      int label = c;
      accuracy(CLASSES.get(c), answers.stream().filter(a -> a.label() == label).toList());
    }
    calibration(answers);
    answers.stream()
        .filter(answer -> !answer.right())
        .sorted(Comparator.comparingDouble(answer -> -answer.confidence()))
        .limit(EXAMPLES)
        .forEach(
            a ->
                System.out.printf(
                    Locale.ROOT,
                    "%s %.2f, right is %s: %s%n",
                    CLASSES.get(a.said()),
                    a.confidence(),
                    CLASSES.get(a.label()),
                    a.text()));
  }

  /** With Wilson's interval of 95 %. */
  private static void accuracy(String name, List<Answer> answers) {
    double n = answers.size();
    double p = answers.stream().filter(Answer::right).count() / n;
    double z = 1.96;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f %% of %d (%.1f to %.1f)%n",
        name,
        100 * p,
        answers.size(),
        100 * (middle - half),
        100 * (middle + half));
  }

  /** Expected calibration error over bins of confidence (Guo et al. 2017). */
  private static void calibration(List<Answer> answers) {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double from = 1.0 * bin / BINS;
      double to = bin == BINS - 1 ? 1.01 : 1.0 * (bin + 1) / BINS;
      List<Answer> in =
          answers.stream().filter(a -> a.confidence() >= from && a.confidence() < to).toList();
      double right = in.stream().filter(Answer::right).count();
      error += Math.abs(right - in.stream().mapToDouble(Answer::confidence).sum());
      if (!in.isEmpty()) {
        System.out.printf(
            Locale.ROOT,
            "sure %.1f to %.1f: %d texts, right %.1f %%%n",
            from,
            Math.min(to, 1),
            in.size(),
            100 * right / in.size());
      }
    }
    System.out.printf(Locale.ROOT, "expected calibration error %.3f%n", error / answers.size());
  }
}
