package org.mekiki.transformer.tokenizer.normalizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * What SentencePiece itself does with a text before it cuts it: the longest beginning that its
 * table of replacements knows is replaced, spaces in a row become one and go at both ends, one is
 * put before, and all are written as U+2581. ({@link PrecompiledNormalizer} does what the fast
 * tokenizers do with the same table.)
 */
public final class SentencePieceNormalizer implements Normalizer {
  /** How spaces are written. */
  public static final int SPACE_MARK = 0x2581;

  private final ReplacementTable table;
  private final boolean addPrefix;
  private final boolean removeSpaces;
  private final List<String> whole;
  private final int[][] patterns;

  /**
   * A normalizer.
   *
   * @param table as a SentencePiece model holds it; empty for none
   * @param addPrefix whether a space is put before the text
   * @param removeSpaces whether spaces that are too many go
   * @param whole what is left as it is wherever it stands: the tokens of users
   * @throws IllegalArgumentException if the table is none
   */
  public SentencePieceNormalizer(
      byte[] table, boolean addPrefix, boolean removeSpaces, List<String> whole) {
    this.table = table.length == 0 ? null : new ReplacementTable(table);
    this.addPrefix = addPrefix;
    this.removeSpaces = removeSpaces;
    this.whole = List.copyOf(whole);
    this.patterns =
        whole.stream()
            .map(token -> token.codePoints().toArray())
            .filter(token -> token.length > 0)
            .sorted(Comparator.comparingInt((int[] token) -> token.length).reversed())
            .toArray(int[][]::new);
  }

  /** {@return a copy of the table; empty for none} */
  public byte[] table() {
    return table == null ? new byte[0] : table.bytes();
  }

  /** {@return whether a space is put before the text} */
  public boolean addPrefix() {
    return addPrefix;
  }

  /** {@return whether spaces that are too many go} */
  public boolean removeSpaces() {
    return removeSpaces;
  }

  /** {@return what is left as it is wherever it stands} */
  public List<String> whole() {
    return whole;
  }

  @Override
  public AlignedText normalize(AlignedText text) {
    var out = new AlignedText(text.size() + 8, text.origin());
    boolean afterSpace = removeSpaces;
    boolean begun = false;
    for (int from = 0; from < text.size(); ) {
      Part part = part(text, from);
      int[] characters = part.characters();
      int start = text.start(from);
      int end = text.end(from + part.consumed() - 1);
      from += part.consumed();
      int skipped = 0;
      while (afterSpace && skipped < characters.length && characters[skipped] == ' ') {
        skipped++;
      }
      if (!begun && skipped == characters.length && removeSpaces && characters.length == 1) {
        continue; // A space before all else.
      }
      if (!begun && addPrefix) {
        // It counts as part of the first character.
        out.append(SPACE_MARK, start, end);
      }
      begun = true;
      for (int i = skipped; i < characters.length; i++) {
        out.append(characters[i] == ' ' ? SPACE_MARK : characters[i], start, end);
      }
      if (skipped < characters.length) {
        afterSpace = removeSpaces && characters[characters.length - 1] == ' ';
      }
    }
    int size = out.size();
    while (removeSpaces && size > 0 && out.codePoint(size - 1) == SPACE_MARK) {
      size--;
    }
    return out.part(0, size);
  }

  /**
   * Some characters of the text and what becomes of them.
   *
   * @param consumed how many there are, at least one
   * @param characters what becomes of them, perhaps nothing
   */
  private record Part(int consumed, int[] characters) {}

  private Part part(AlignedText text, int from) {
    for (int[] pattern : patterns) {
      if (stands(text, from, pattern)) {
        return new Part(pattern.length, pattern);
      }
    }
    int own = text.codePoint(from);
    if (table == null) {
      return new Part(1, new int[] {own});
    }
    int to = Math.min(text.size(), from + LONGEST);
    byte[] bytes = text.string(from, to).getBytes(StandardCharsets.UTF_8);
    ReplacementTable.Found found = table.find(bytes, 0, true);
    if (found == null) {
      return new Part(1, new int[] {own});
    }
    String replaced = new String(bytes, 0, found.length(), StandardCharsets.UTF_8);
    return new Part(
        Math.max(1, replaced.codePointCount(0, replaced.length())),
        found.replacement().codePoints().toArray());
  }

  /** More characters than any replacement of SentencePiece's own rules stands for. */
  private static final int LONGEST = 32;

  private static boolean stands(AlignedText text, int from, int[] pattern) {
    if (from + pattern.length > text.size()) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (text.codePoint(from + i) != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentencePieceNormalizer same
        && Objects.equals(same.table, table)
        && same.addPrefix == addPrefix
        && same.removeSpaces == removeSpaces
        && same.whole.equals(whole);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {table, addPrefix, removeSpaces, whole});
  }
}
