import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes texts without labels out of labelled ones, for teachers to answer (the augmentation of Tang
 * et al. 2019): pieces of sentences, sentences, and two pieces side by side, each with a tenth of
 * their words replaced by any other.
 */
final class MoreTexts {
  private static final int LONGEST_PIECE = 25;
  private static final int LONGEST_OF_TWO = 12;
  private static final double REPLACED = 0.1;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<String[]> sentences;
  private final List<String> words = new ArrayList<>();

  private MoreTexts(List<String[]> sentences) {
    this.sentences = sentences;
    sentences.forEach(sentence -> words.addAll(Arrays.asList(sentence)));
  }

  /**
   * Arguments: a .tsv file of labels and texts, one to write with new texts after its own, how
   * many.
   */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(args[0])));
    var texts = new MoreTexts(sentences(lines.subList(1, lines.size())));
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      lines.add("\t" + String.join(" ", texts.next()));
    }
    Files.write(Path.of(args[1]), lines);
  }

  /** The texts that are no part of a longer one: the treebank's phrases are parts of sentences. */
  private static List<String[]> sentences(List<String> rows) {
    List<String> texts =
        rows.stream()
            .map(row -> row.split("\t", 2)[1].strip())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    var whole = new StringBuilder("\n");
    var sentences = new ArrayList<String[]>();
    for (String text : texts) {
      if (whole.indexOf(" " + text + " ") < 0) {
        whole.append(' ').append(text).append(" \n");
        sentences.add(text.split(" +"));
      }
    }
    return sentences;
  }

  private List<String> next() {
    var text = new ArrayList<String>();
    switch (random.nextInt(4)) {
      case 0, 1 -> text.addAll(piece(LONGEST_PIECE));
      case 2 -> text.addAll(Arrays.asList(any()));
      default -> {
        text.addAll(piece(LONGEST_OF_TWO));
        text.addAll(piece(LONGEST_OF_TWO));
      }
    }
    text.replaceAll(
        word -> random.nextDouble() < REPLACED ? words.get(random.nextInt(words.size())) : word);
    return text;
  }

  private String[] any() {
    return sentences.get(random.nextInt(sentences.size()));
  }

  private List<String> piece(int longest) {
    String[] sentence = any();
    int length = Math.min(sentence.length, 2 + random.nextInt(longest - 1));
    int from = random.nextInt(sentence.length - length + 1);
    return Arrays.asList(sentence).subList(from, from + length);
  }
}
