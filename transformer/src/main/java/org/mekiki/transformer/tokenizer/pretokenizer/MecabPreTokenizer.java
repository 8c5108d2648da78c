package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.mecab.Mecab;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.mecab.MecabWord;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Cuts Japanese into the words that MeCab finds with a dictionary; white space goes. */
public final class MecabPreTokenizer implements PreTokenizer {
  private final MecabDictionary dictionary;
  private final Mecab mecab;

  /**
   * A pre-tokenizer.
   *
   * @param dictionary with user dictionaries, if there are any
   */
  public MecabPreTokenizer(MecabDictionary dictionary) {
    this.dictionary = dictionary;
    this.mecab = Mecab.of(dictionary);
  }

  /** {@return the dictionary} */
  public MecabDictionary dictionary() {
    return dictionary;
  }

  /**
   * A word with what the dictionary says of it.
   *
   * @param start first UTF-16 index in the original string
   * @param end index after the last
   * @param feature part of speech and all else, separated by commas
   */
  public record Word(int start, int end, String feature) {}

  /**
   * The words with what the dictionary says of them.
   *
   * @param text a normalised text
   * @return the words, in order
   */
  public List<Word> words(AlignedText text) {
    var words = new ArrayList<Word>();
    List<MecabWord> found = mecab.words(text.toString());
    int[] places = new int[2 * found.size()];
    for (int i = 0; i < found.size(); i++) {
      places[2 * i] = found.get(i).start();
      places[2 * i + 1] = found.get(i).end();
    }
    each(
        text,
        places,
        (word, from, to) ->
            words.add(new Word(text.start(from), text.end(to - 1), found.get(word).feature())));
    return words;
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    var words = new ArrayList<AlignedText>(8 + text.size() / 2);
    each(text, mecab.boundaries(text.toString()), (_, from, to) -> words.add(text.part(from, to)));
    return words;
  }

  /** Takes a word by its number, and its code points. */
  private interface Sink {
    void accept(int word, int from, int to);
  }

  private static void each(AlignedText text, int[] places, Sink sink) {
    int at = 0;
    int index = 0;
    for (int i = 0; i < places.length; i += 2) {
      // Words come in the text's order, so their code points are counted once.
      while (index < places[i]) {
        index += Character.charCount(text.codePoint(at++));
      }
      int from = at;
      while (index < places[i + 1]) {
        index += Character.charCount(text.codePoint(at++));
      }
      sink.accept(i / 2, from, at);
    }
  }
}
