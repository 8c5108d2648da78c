package org.mekiki.transformer.tokenizer.normalizer;

import java.nio.charset.StandardCharsets;
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

  private final ReplacementTable table;

  /**
   * Reads the table: the trie's size in bytes, the trie, and texts that end in a zero each.
   *
   * @param table as a SentencePiece model and {@code tokenizer.json} hold it, decoded; copied
   * @throws IllegalArgumentException if it is no such table
   */
  public PrecompiledNormalizer(byte[] table) {
    this.table = new ReplacementTable(table);
  }

  /** {@return a copy of the table} */
  public byte[] table() {
    return table.bytes();
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
    ReplacementTable.Found found = table.find(bytes, 0, false);
    return found == null ? null : found.replacement();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrecompiledNormalizer normalizer && normalizer.table.equals(table);
  }

  @Override
  public int hashCode() {
    return table.hashCode();
  }
}
