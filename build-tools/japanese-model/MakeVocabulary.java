import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes vocab.txt from texts whose words are separated by spaces (mecab -Owakati): java
 * MakeVocabulary.java SEGMENTED OUT MIN_COUNT.
 *
 * <p>Its entries are the words that occur often enough, all characters, and all characters that
 * continue a word.
 */
final class MakeVocabulary {
  private MakeVocabulary() {}

  static void main(String[] args) throws IOException {
    int least = Integer.parseInt(args[2]);
    Map<String, Integer> words = new TreeMap<>();
    Set<String> first = new TreeSet<>();
    Set<String> further = new TreeSet<>();
    for (char c = 'ぁ'; c <= 'ん'; c++) {
      first.add(String.valueOf(c));
      further.add("##" + c);
    }
    for (char c = 'ァ'; c <= 'ー'; c++) {
      first.add(String.valueOf(c));
      further.add("##" + c);
    }
    for (char c = '!'; c <= '~'; c++) {
      first.add(String.valueOf(c));
    }
    for (char c = '0'; c <= '9'; c++) {
      further.add("##" + c);
    }
    for (char c = 'a'; c <= 'z'; c++) {
      further.add("##" + c);
      further.add("##" + Character.toUpperCase(c));
    }
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      for (String word : line.trim().split("\\s+")) {
        words.merge(word, 1, Integer::sum);
        List<String> characters = word.codePoints().mapToObj(Character::toString).toList();
        first.addAll(characters);
        characters.stream().skip(1).forEach(c -> further.add("##" + c));
      }
    }
    Set<String> entries =
        new LinkedHashSet<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    entries.addAll(first);
    entries.addAll(further);
    var often = new ArrayList<>(words.entrySet());
    often.removeIf(e -> e.getValue() < least || e.getKey().matches("[0-9]+"));
    often.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    often.forEach(e -> entries.add(e.getKey()));
    entries.remove("");
    Files.write(Path.of(args[1]), entries);
    System.out.println(entries.size() + " entries");
  }
}
