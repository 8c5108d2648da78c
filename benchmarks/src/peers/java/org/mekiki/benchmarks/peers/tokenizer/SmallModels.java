package org.mekiki.benchmarks.peers.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Models of every algorithm for {@code tokenizer.json}, with vocabularies learnt from texts. */
final class SmallModels {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"-_()[]<>/#@ éèüñßçøåα"
          + "βγσςдж语日本漢字한국어あいアイ\u0301\u0308\u00A0½²…—“”👍😀ﬁ";

  private final Map<String, Integer> words;

  SmallModels(List<String> texts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String text : texts) {
      for (String word : text.split(" ", -1)) {
        if (!word.isEmpty()) {
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    words =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .limit(2500)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
  }

  private static List<String> characters(String word) {
    return word.codePoints().mapToObj(Character::toString).toList();
  }

  private PieceTrainer trained(int prefix, Function<String, List<String>> spelling, int rounds) {
    var trainer = new PieceTrainer(prefix);
    trainer.addAlphabet(characters(LETTERS));
    words.forEach((word, count) -> trainer.addWord(spelling.apply(word), count));
    trainer.train(rounds);
    return trainer;
  }

  private static ObjectNode numbered(Iterable<String> tokens) {
    ObjectNode vocabulary = NODES.objectNode();
    tokens.forEach(
        token -> {
          if (!vocabulary.has(token)) {
            vocabulary.put(token, vocabulary.size());
          }
        });
    return vocabulary;
  }

  private static ObjectNode bpe(
      List<String> first, PieceTrainer trainer, String unknown, boolean asPairs) {
    ObjectNode model = NODES.objectNode().put("type", "BPE").putNull("dropout");
    model.put("unk_token", unknown);
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    var tokens = new ArrayList<>(first);
    tokens.addAll(trainer.pieces());
    model.set("vocab", numbered(tokens));
    ArrayNode merges = model.putArray("merges");
    for (String[] merge : trainer.merges()) {
      if (asPairs) {
        merges.addArray().add(merge[0]).add(merge[1]);
      } else {
        merges.add(String.join(" ", merge));
      }
    }
    return model;
  }

  /** BPE over characters with an unknown token; most of Unicode is unknown. */
  ObjectNode bytePairs() {
    return bpe(
        List.of("[UNK]", "[CLS]", "[SEP]"),
        trained(0, SmallModels::characters, 250),
        "[UNK]",
        true);
  }

  /** The same without an unknown token. */
  ObjectNode bytePairsWithoutUnknown() {
    return bpe(List.of("[CLS]", "[SEP]"), trained(0, SmallModels::characters, 250), null, false);
  }

  /** BPE over the printable characters of bytes. */
  ObjectNode byteLevel() {
    var trainer = new PieceTrainer(0);
    trainer.addAlphabet(ByteCharacters.ALL);
    words.forEach(
        (word, count) -> {
          trainer.addWord(ByteCharacters.of(" " + word), count);
          trainer.addWord(ByteCharacters.of(word), Math.max(1, count / 8));
        });
    trainer.train(400);
    return bpe(List.of("<s>", "<pad>", "</s>", "<unk>"), trainer, null, false);
  }

  /** BPE over marked words, with tokens for so many bytes. */
  ObjectNode metaspace(int bytes) {
    PieceTrainer trainer = trained(0, word -> characters("▁" + word), 250);
    return bpe(withBytes(bytes), trainer, "<unk>", true)
        .put("byte_fallback", true)
        .put("fuse_unk", true);
  }

  private static List<String> withBytes(int bytes) {
    var first = new ArrayList<>(List.of("<unk>", "<s>", "</s>", "▁"));
    for (int b = 0; b < bytes; b++) {
      first.add("<0x%02X>".formatted(b));
    }
    return first;
  }

  /** BPE whose last pieces of a word end in a suffix. */
  ObjectNode suffixed() {
    PieceTrainer trainer =
        trained(
            0,
            word -> {
              var symbols = new ArrayList<>(characters(word));
              symbols.set(symbols.size() - 1, symbols.getLast() + "</w>");
              return symbols;
            },
            250);
    return bpe(List.of("[UNK]", "[CLS]", "[SEP]"), trainer, "[UNK]", true)
        .put("end_of_word_suffix", "</w>");
  }

  private static List<String> continued(String word, String prefix) {
    var symbols = new ArrayList<String>();
    for (String character : characters(word)) {
      symbols.add(symbols.isEmpty() ? character : prefix + character);
    }
    return symbols;
  }

  /** BPE whose pieces inside a word begin with a prefix. */
  ObjectNode prefixed() {
    PieceTrainer trainer = trained(2, word -> continued(word, "##"), 250);
    return bpe(List.of("[UNK]", "[CLS]", "[SEP]"), trainer, "[UNK]", true)
        .put("continuing_subword_prefix", "##");
  }

  /** WordPiece with any prefix, unknown token and longest word. */
  ObjectNode wordPiece(String prefix, String unknown, int longest) {
    PieceTrainer trainer = trained(prefix.length(), word -> continued(word, prefix), 500);
    Set<String> tokens = new LinkedHashSet<>(List.of(unknown, "[CLS]", "[SEP]"));
    tokens.addAll(trainer.pieces());
    characters(LETTERS).forEach(letter -> tokens.add(prefix + letter));
    ObjectNode model = NODES.objectNode().put("type", "WordPiece").put("unk_token", unknown);
    model.put("continuing_subword_prefix", prefix).put("max_input_chars_per_word", longest);
    model.set("vocab", numbered(tokens));
    return model;
  }

  /** The most frequent words. */
  ObjectNode wordLevel() {
    var tokens = new ArrayList<>(List.of("[UNK]", "[CLS]", "[SEP]"));
    tokens.addAll(words.keySet());
    tokens.addAll(List.of("don't", "日本語", "😀"));
    ObjectNode model = NODES.objectNode().put("type", "WordLevel");
    model.set("vocab", numbered(tokens));
    return model.put("unk_token", "[UNK]");
  }

  /** Unigram over marked words; {@code across} adds tokens of two words. */
  ObjectNode unigram(int bytes, boolean across) {
    PieceTrainer trainer = trained(0, word -> characters("▁" + word), 500);
    ObjectNode model = NODES.objectNode().put("type", "Unigram").put("unk_id", 0);
    ArrayNode vocabulary = model.putArray("vocab");
    Map<String, Integer> frequency = trainer.frequencies();
    withBytes(bytes).forEach(token -> vocabulary.addArray().add(token).add(0.0));
    for (String piece : trainer.pieces()) {
      if (!piece.equals("▁")) {
        double score = Math.log((1 + frequency.getOrDefault(piece, 0)) / 1e5);
        vocabulary.addArray().add(piece).add((double) (float) score);
      }
    }
    if (across) {
      for (String piece : List.of("▁of▁the", "▁in▁the", "▁it▁'s", "語日", "日本語")) {
        vocabulary.addArray().add(piece).add(-7.25);
      }
    }
    return model.put("byte_fallback", bytes > 0);
  }

  /** GPT-2's characters for bytes. */
  private static final class ByteCharacters {
    static final List<String> ALL = new ArrayList<>();

    static {
      int next = 256;
      for (int b = 0; b < 256; b++) {
        boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
        ALL.add(Character.toString(printable ? b : next++));
      }
    }

    static List<String> of(String text) {
      var symbols = new ArrayList<String>();
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        symbols.add(ALL.get(b & 0xFF));
      }
      return symbols;
    }
  }
}
