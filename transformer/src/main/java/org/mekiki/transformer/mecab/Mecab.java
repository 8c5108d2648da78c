package org.mekiki.transformer.mecab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Cuts texts into the words that MeCab 0.996 finds with the same dictionary: the same boundaries
 * and features, for known and unknown words, and among equally cheap ways the same one.
 *
 * <p>The text is one sentence to it, line ends included, as for MeCab's library and its wrappers;
 * the command alone takes a line at a time. White space, which is what the dictionary's category
 * {@code SPACE} holds, belongs to no word. A text ends at its first U+0000. What happens to
 * characters that the dictionary's encoding lacks is told in {@code docs/japanese.md}.
 *
 * <p>Differences: MeCab counts white space before a word in 16 bits and goes wrong where it is
 * 65,535 bytes or longer; here it may have any length. MeCab gives up where every way costs 2^31 or
 * more; here costs have 64 bits.
 *
 * <p>One object serves several threads. While it searches, a text takes some 700 bytes of memory a
 * character.
 */
public final class Mecab {
  /** A lattice that takes more than these bytes is not kept for the next text. */
  private static final long MOST_KEPT = 16L << 20;

  private final MecabDictionary dictionary;
  private final AtomicReference<Lattice> idle = new AtomicReference<>();

  private Mecab(MecabDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * A search in a dictionary.
   *
   * @param dictionary the dictionary
   * @return the search
   */
  public static Mecab of(MecabDictionary dictionary) {
    return new Mecab(dictionary);
  }

  /** {@return the dictionary that it searches} */
  public MecabDictionary dictionary() {
    return dictionary;
  }

  /**
   * The words of a text.
   *
   * @param text the text
   * @return its words, in order, without white space between them
   * @throws IllegalArgumentException if the dictionary has more words at each place than any that
   *     is real, or the text is longer than some 100,000,000 characters
   */
  public List<MecabWord> words(String text) {
    Lattice lattice = take();
    int[] way = lattice.search(text);
    var words = new ArrayList<MecabWord>(way.length);
    for (int node : way) {
      int start = lattice.start(node);
      int end = lattice.end(node);
      if (start < end) {
        int entry = lattice.entry(node);
        words.add(
            new MecabWord(start, end, dictionary.feature(entry), dictionary.isUnknown(entry)));
      }
    }
    give(lattice);
    return Collections.unmodifiableList(words);
  }

  /**
   * The words of a text by their places alone, which costs less than {@link #words}.
   *
   * @param text the text
   * @return UTF-16 indices, for each word that of its first character and that after its last one
   * @throws IllegalArgumentException as {@link #words}
   */
  public int[] boundaries(String text) {
    Lattice lattice = take();
    int[] way = lattice.search(text);
    int[] places = new int[2 * way.length];
    int count = 0;
    for (int node : way) {
      int start = lattice.start(node);
      int end = lattice.end(node);
      if (start < end) {
        places[count++] = start;
        places[count++] = end;
      }
    }
    give(lattice);
    return count == places.length ? places : Arrays.copyOf(places, count);
  }

  /** The text as the dictionary's encoding writes it. */
  byte[] encoded(String text) {
    Lattice lattice = take();
    Sentence sentence = lattice.sentence();
    sentence.set(text);
    byte[] bytes = sentence.copy();
    give(lattice);
    return bytes;
  }

  private Lattice take() {
    Lattice lattice = idle.getAndSet(null);
    return lattice == null ? new Lattice(dictionary) : lattice;
  }

  private void give(Lattice lattice) {
    if (lattice.kept() <= MOST_KEPT) {
      idle.set(lattice);
    }
  }
}
