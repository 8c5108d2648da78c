package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;

/**
 * Makes a WordPiece vocabulary of texts, as Hugging Face's {@code WordPieceTrainer} does: words are
 * spelled in characters, those that continue a word with a mark before them; again and again the
 * pair of neighbours that stands in the texts most often becomes a token. (These are the merges of
 * byte-pair encoding, Sennrich et al. 2016; WordPiece takes their tokens, not their order.)
 *
 * <p>The vocabulary has the special tokens first, then the characters in the order of their
 * numbers, then the characters with the mark, in the same order, then what was joined, in the order
 * in which it was. Of pairs that are equally frequent the one whose first token is older is joined
 * first, then the one whose second token is. So the same counts give the same vocabulary.
 *
 * @param size tokens at most
 * @param minFrequency pairs that are rarer are not joined
 * @param alphabetLimit characters at most; the rarest are left out, of equally rare ones those with
 *     the larger number, and texts are cut as if they were not there
 * @param special special tokens, which come first
 * @param prefix marks a token that continues a word
 */
public record WordPieceTrainer(
    int size, long minFrequency, int alphabetLimit, List<String> special, String prefix) {
  /** What BERT's tokenizers are made with: padding, unknown, beginning, end, mask. */
  public static final List<String> BERT_TOKENS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private static final int LONGEST_WORD = 100;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a number is below 1, or a special token stands twice
   */
  public WordPieceTrainer {
    special = List.copyOf(special);
    if (size < 1 || minFrequency < 1 || alphabetLimit < 1) {
      throw new IllegalArgumentException(
          "size, least frequency and alphabet must be 1 or more, got %d, %d and %d"
              .formatted(size, minFrequency, alphabetLimit));
    }
    if (special.stream().distinct().count() < special.size()) {
      throw new IllegalArgumentException("a special token is given twice");
    }
  }

  /**
   * {@return a trainer as BERT's tokenizers are made with}
   *
   * @param size tokens at most
   * @param minFrequency pairs that are rarer are not joined
   * @param alphabetLimit characters at most
   */
  public static WordPieceTrainer bert(int size, long minFrequency, int alphabetLimit) {
    return new WordPieceTrainer(size, minFrequency, alphabetLimit, BERT_TOKENS, "##");
  }

  /**
   * Makes the vocabulary.
   *
   * @param counted the words of the texts
   * @return the tokens, by number
   * @throws IllegalArgumentException if the size does not hold the special tokens and all
   *     characters
   */
  public List<String> train(WordCounts counted) {
    SortedMap<String, Long> words = counted.counts();
    var ids = new LinkedHashMap<String, Integer>();
    special.forEach(token -> ids.put(token, ids.size()));
    List<Integer> alphabet = alphabet(words);
    alphabet.forEach(c -> ids.putIfAbsent(Character.toString(c), ids.size()));
    addContinuing(words, ids);
    if (ids.size() > size) {
      throw new IllegalArgumentException(
          ("a vocabulary of %d tokens does not hold the %d special tokens and the %d that the"
                  + " characters of the texts need; ask for %d or more, or for fewer characters")
              .formatted(size, special.size(), ids.size() - special.size(), ids.size()));
    }
    var tokens = new ArrayList<>(ids.keySet());
    var merges = new PairMerges(tokens, ids, prefix);
    words.forEach((word, count) -> merges.add(spelled(word, ids), count));
    merges.run(size, minFrequency);
    return tokens;
  }

  /** The most frequent characters, in the order of their numbers. */
  private List<Integer> alphabet(SortedMap<String, Long> words) {
    Map<Integer, Long> counts = new TreeMap<>();
    words.forEach(
        (word, count) -> word.codePoints().forEach(c -> counts.merge(c, count, Long::sum)));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(alphabetLimit)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Characters that stand within words, with the mark, in the order of their numbers. */
  private void addContinuing(SortedMap<String, Long> words, Map<String, Integer> ids) {
    var inside = new TreeMap<Integer, String>();
    for (String word : words.keySet()) {
      word.codePoints()
          .skip(1)
          .filter(c -> ids.containsKey(Character.toString(c)))
          .forEach(c -> inside.put(c, prefix + Character.toString(c)));
    }
    inside.values().forEach(token -> ids.putIfAbsent(token, ids.size()));
  }

  /** A word in characters; those that are not in the alphabet are left out. */
  private int[] spelled(String word, Map<String, Integer> ids) {
    int[] characters = word.codePoints().toArray();
    int[] symbols = new int[characters.length];
    int count = 0;
    for (int i = 0; i < characters.length; i++) {
      String character = Character.toString(characters[i]);
      if (ids.containsKey(character)) {
        symbols[count++] = ids.get(i == 0 ? character : prefix + character);
      }
    }
    return java.util.Arrays.copyOf(symbols, count);
  }

  /**
   * {@return a tokenizer with such a vocabulary, put together as BERT's: words end at white space
   * and punctuation, and {@code [CLS]} and {@code [SEP]} stand around them}
   *
   * @param tokens the vocabulary, with BERT's special tokens in it
   * @param normalizer what the words were counted with
   * @param maxLength tokens at most; empty for no limit
   */
  public static Tokenizer bertTokenizer(
      List<String> tokens, Normalizer normalizer, OptionalInt maxLength) {
    Map<String, Integer> ids = new HashMap<>();
    BERT_TOKENS.forEach(token -> ids.put(token, tokens.indexOf(token)));
    var builder =
        new TokenizerBuilder()
            .normalizer(normalizer)
            .bertPreTokenizer()
            .wordPiece(tokens, "[UNK]", "##", LONGEST_WORD)
            .bertTemplate(ids.get("[CLS]"), ids.get("[SEP]"))
            .modelMaxLength(maxLength)
            .specialTokens(
                new SpecialTokens(
                    OptionalInt.of(ids.get("[CLS]")),
                    OptionalInt.of(ids.get("[SEP]")),
                    OptionalInt.of(ids.get("[PAD]")),
                    OptionalInt.of(ids.get("[MASK]")),
                    OptionalInt.of(ids.get("[UNK]"))));
    for (String token : BERT_TOKENS) {
      builder.addedToken(new AddedToken(ids.get(token), token, false, false, false, false, true));
    }
    return builder.build();
  }
}
