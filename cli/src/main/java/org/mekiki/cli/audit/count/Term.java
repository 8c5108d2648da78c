package org.mekiki.cli.audit.count;

/**
 * A word or phrase in the explanations of one class.
 *
 * @param target the explained class
 * @param text the word or phrase
 * @param words how many words it has
 */
public record Term(int target, String text, int words) {
  private static final long PRIME = 0x100000001b3L;

  /** A hash that is the same in every run, below 2^62. */
  long hash() {
    long hash = 0xcbf29ce484222325L ^ target;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    // FNV leaves its high bits poor; the finish of MurmurHash3 spreads them.
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return (hash ^ hash >>> 33) >>> 2;
  }
}
