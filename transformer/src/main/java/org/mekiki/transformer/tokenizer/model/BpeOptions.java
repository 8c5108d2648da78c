package org.mekiki.transformer.tokenizer.model;

/**
 * How a byte-pair model treats words and what it does not know.
 *
 * @param unknown number of the unknown token, −1 for none: what is unknown is then dropped
 * @param continuingPrefix stands before every token that does not begin a word
 * @param endSuffix stands after every token that ends a word
 * @param fuseUnknown makes unknown characters in a row one token
 * @param byteFallback spells what is unknown in tokens of single bytes, if they are all there
 * @param ignoreMerges takes a word that is a token itself as it is
 */
public record BpeOptions(
    int unknown,
    String continuingPrefix,
    String endSuffix,
    boolean fuseUnknown,
    boolean byteFallback,
    boolean ignoreMerges) {
  /**
   * {@return options of nothing but perhaps an unknown token}
   *
   * @param unknown number of the unknown token, −1 for none
   */
  public static BpeOptions plain(int unknown) {
    return new BpeOptions(unknown, "", "", false, false, false);
  }
}
