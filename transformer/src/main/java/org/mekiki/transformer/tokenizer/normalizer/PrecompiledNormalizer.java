package org.mekiki.transformer.tokenizer.normalizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextChanges;

/**
 * SentencePiece's table of replacements, compiled into a double-array trie over UTF-8 bytes.
 *
 * <p>As in the reference it is asked for a whole grapheme cluster of less than six bytes first, and
 * answers with the replacement of the shortest beginning it knows, which then stands for all of the
 * cluster; only then for each code point.
 */
public final class PrecompiledNormalizer implements Normalizer {
  private static final int LARGEST_CLUSTER = 5;
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private final byte[] table;
  private final int[] trie;
  private final int textStart;

  /**
   * Reads the table: the trie's size in bytes, the trie, and texts that end in a zero each.
   *
   * @param table as a SentencePiece model and {@code tokenizer.json} hold it, decoded; copied
   * @throws IllegalArgumentException if it is no such table
   */
  public PrecompiledNormalizer(byte[] table) {
    this.table = table.clone();
    var buffer = ByteBuffer.wrap(this.table).order(ByteOrder.LITTLE_ENDIAN);
    long size = table.length < 4 ? -1 : buffer.getInt() & 0xFFFFFFFFL;
    if (size < 4 || size % 4 != 0 || size > table.length - 4) {
      throw new IllegalArgumentException(
          "the precompiled table of replacements has a trie of %d bytes in %d"
              .formatted(size, table.length));
    }
    trie = new int[(int) size / 4];
    buffer.asIntBuffer().get(trie);
    textStart = 4 + (int) size;
  }

  /** {@return a copy of the table} */
  public byte[] table() {
    return table.clone();
  }

  @Override
  public AlignedText normalize(AlignedText text) {
    var changes = new TextChanges(text.size());
    boolean changed = false;
    if (isWithoutClusters(text)) {
      for (int i = 0; i < text.size(); i++) {
        changed |= single(text.codePoint(i), changes);
      }
    } else {
      Matcher clusters = CLUSTER.matcher(text.toString());
      while (clusters.find()) {
        changed |= cluster(clusters.group(), changes);
      }
    }
    return changed ? changes.appliedTo(text) : text;
  }

  /** Whether every code point is a grapheme cluster. */
  private static boolean isWithoutClusters(AlignedText text) {
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      if (c == '\r' || c >= 0x300) {
        return false;
      }
    }
    return true;
  }

  private boolean cluster(String cluster, TextChanges changes) {
    byte[] bytes = cluster.getBytes(StandardCharsets.UTF_8);
    String replacement = bytes.length <= LARGEST_CLUSTER ? replacement(bytes) : null;
    if (replacement != null) {
      replace(cluster.codePointCount(0, cluster.length()), replacement, changes);
      return true;
    }
    boolean changed = false;
    for (int c : cluster.codePoints().toArray()) {
      changed |= single(c, changes);
    }
    return changed;
  }

  private boolean single(int c, TextChanges changes) {
    String replacement = replacement(Character.toString(c).getBytes(StandardCharsets.UTF_8));
    if (replacement == null) {
      changes.add(c, 0);
      return false;
    }
    replace(1, replacement, changes);
    return true;
  }

  private static void replace(int old, String replacement, TextChanges changes) {
    int[] added = replacement.codePoints().toArray();
    for (int i = 0; i < added.length; i++) {
      changes.add(added[i], i < old ? 0 : 1);
    }
    changes.addToLast(Math.min(0, added.length - old));
  }

  /** The replacement of the shortest beginning that the table knows, null if it knows none. */
  private String replacement(byte[] bytes) {
    int node = offset(trie[0]);
    for (byte b : bytes) {
      int label = b & 0xFF;
      node ^= label;
      if (label == 0 || node < 0 || node >= trie.length || (trie[node] & 0x800000FF) != label) {
        return null;
      }
      boolean leaf = (trie[node] >>> 8 & 1) == 1;
      node ^= offset(trie[node]);
      if (leaf) {
        return node >= 0 && node < trie.length ? text(trie[node] & 0x7FFFFFFF) : null;
      }
    }
    return null;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }

  private String text(int at) {
    int from = textStart + at;
    if (from < 0 || from >= table.length) {
      return null;
    }
    int to = from;
    while (to < table.length && table[to] != 0) {
      to++;
    }
    return new String(table, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrecompiledNormalizer normalizer
        && Arrays.equals(normalizer.table, table);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(table);
  }
}
