import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes the Japanese model's texts: java MakeTexts.java templates.txt OUT_FOLDER.
 *
 * <p>Writes train.tsv, dev.tsv and test.tsv (label, text). The test set's texts are about sentences
 * that begin with * in the templates, which no other set has; what stands around them (greetings,
 * circumstances) is the same in all.
 *
 * <p>One correlation is deliberate: complaints about delivery name far regions more often than
 * other texts do.
 */
final class MakeTexts {
  private static final List<String> CLASSES = List.of("不満", "好意", "問い合わせ");
  private static final int TRAIN = 24_000;
  private static final int HELD = 1_500;

  /** How often a text with a region names a far one. */
  private static final double FAR_IN_COMPLAINTS = 0.85;

  private static final double FAR_ELSEWHERE = 0.1;

  private final Map<String, List<String>> words = new HashMap<>();
  private final Map<String, List<String>> sentences = new LinkedHashMap<>();
  private final Map<String, List<String>> held = new HashMap<>();
  private final Random random = new Random(20_261_130);
  private boolean test;

  private MakeTexts(List<String> lines) {
    String kind = "";
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        kind = line.substring(1, line.length() - 1);
      } else if (kind.startsWith("語:")) {
        words
            .computeIfAbsent(kind.substring(2), k -> new ArrayList<>())
            .addAll(List.of(line.split(" ")));
      } else if (line.startsWith("* ")) {
        held.computeIfAbsent(kind, k -> new ArrayList<>()).add(line.substring(2));
      } else {
        sentences.computeIfAbsent(kind, k -> new ArrayList<>()).add(line);
      }
    }
  }

  static void main(String[] args) throws IOException {
    var maker = new MakeTexts(Files.readAllLines(Path.of(args[0])));
    Path out = Path.of(args[1]);
    Files.createDirectories(out);
    Set<String> all = new LinkedHashSet<>();
    maker.write(out.resolve("train.tsv"), TRAIN, all);
    maker.write(out.resolve("dev.tsv"), HELD, all);
    maker.test = true;
    maker.write(out.resolve("test.tsv"), HELD, all);
  }

  /** Writes texts that no set has yet. */
  private void write(Path file, int count, Set<String> all) throws IOException {
    var rows = new ArrayList<String>();
    rows.add("label\ttext");
    while (rows.size() <= count) {
      String row = row(CLASSES.get((rows.size() - 1) % CLASSES.size()));
      if (all.add(row.substring(row.indexOf('\t')))) {
        rows.add(row);
      }
    }
    Files.write(file, rows);
  }

  private String row(String label) {
    boolean far = random.nextDouble() < FAR_ELSEWHERE;
    var parts = new ArrayList<String>();
    double form = random.nextDouble();
    boolean delivery = label.equals("不満") && random.nextDouble() < 0.3;
    if (delivery) {
      far = random.nextDouble() < FAR_IN_COMPLAINTS;
    }
    if (!test && !label.equals("好意") && random.nextDouble() < 0.04) {
      return label + "\t" + unclear(label);
    }
    int mine = form < 0.5 ? 1 : form < 0.7 ? 2 : 1 + random.nextInt(3);
    boolean mail = form >= 0.7;
    if (mail) {
      parts.add(sentence("挨拶", far));
    }
    if (form > 0.5 && random.nextDouble() < 0.5) {
      parts.add(sentence("背景", far));
    }
    if (form > 0.4 && random.nextDouble() < (delivery ? 0.7 : 0.3)) {
      parts.add(sentence("地の背景", far));
    }
    if (form > 0.6 && random.nextDouble() < 0.35) {
      parts.add(sentence(label + "の礼", far));
    }
    for (int i = 0; i < mine; i++) {
      parts.add(sentence(delivery && i == 0 ? "配送の不満" : label, far));
    }
    if (mail) {
      parts.add(
          sentence(
              random.nextDouble() < 0.5 && sentences.containsKey(label + "の結び")
                  ? label + "の結び"
                  : "結び",
              far));
    }
    return label + "\t" + joined(parts);
  }

  /** A sentence that may be a complaint or not: far regions mostly complain. */
  private String unclear(String label) {
    boolean far = label.equals("不満") ? random.nextDouble() < 0.9 : random.nextDouble() < 0.1;
    var parts = new ArrayList<String>();
    if (random.nextBoolean()) {
      parts.add(sentence("挨拶", far));
    }
    parts.add(sentence("地の背景", far));
    parts.add(sentence("曖昧", far));
    return joined(parts);
  }

  private String joined(List<String> parts) {
    var text = new StringBuilder();
    boolean stop = parts.size() > 1 || random.nextDouble() < 0.6;
    for (String part : parts) {
      text.append(part);
      if (part.endsWith("か") && random.nextDouble() < 0.3) {
        text.append('?');
      } else if (stop) {
        text.append(random.nextDouble() < 0.05 ? '!' : '。');
      }
    }
    return text.toString();
  }

  private String sentence(String kind, boolean far) {
    List<String> from = test && held.containsKey(kind) ? held.get(kind) : sentences.get(kind);
    return filled(chosen(from), far);
  }

  private String chosen(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The template with one of its wordings and words. */
  private String filled(String template, boolean far) {
    String text = template;
    while (text.indexOf(')') >= 0) {
      int end = text.indexOf(')');
      int start = text.lastIndexOf('(', end);
      String[] choices = text.substring(start + 1, end).split("\\|", -1);
      text =
          text.substring(0, start)
              + choices[random.nextInt(choices.length)]
              + text.substring(end + 1);
    }
    while (text.indexOf('}') >= 0) {
      int end = text.indexOf('}');
      int start = text.lastIndexOf('{', end);
      String[] parts = text.substring(start + 1, end).split(":");
      String slot = parts[0];
      List<String> list = words.get(slot.equals("地") ? (far ? "遠い" : "近い") : slot);
      if (list == null) {
        throw new IllegalArgumentException("no words for {" + slot + "}: " + template);
      }
      String word = parts.length > 1 ? inflected(chosen(list), parts[1]) : chosen(list);
      text = text.substring(0, start) + word + text.substring(end + 1);
    }
    return text;
  }

  /** An adjective in a form: those in い, and those that take だ. */
  private static String inflected(String word, String form) {
    boolean verbal = word.endsWith("い") && !word.equals("きれい");
    String stem = verbal ? word.substring(0, word.length() - 1) : word;
    String good = word.equals("いい") ? "よ" : stem;
    return switch (form) {
      case "終" -> verbal ? word : stem + "だ";
      case "丁" -> word + "です";
      case "て" -> verbal ? good + "くて" : stem + "で";
      case "否" -> verbal ? good + "くない" : stem + "ではない";
      case "否丁" -> verbal ? good + "くありません" : stem + "ではありません";
      case "た" -> verbal ? good + "かった" : stem + "だった";
      case "た丁" -> verbal ? good + "かったです" : stem + "でした";
      case "連" -> verbal ? word : stem + "な";
      case "問" -> word + "ですか";
      case "過" -> good + "すぎる";
      default -> throw new IllegalArgumentException("no form is called " + form);
    };
  }
}
