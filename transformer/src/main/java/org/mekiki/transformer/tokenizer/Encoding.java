package org.mekiki.transformer.tokenizer;

import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.transformer.tokenizer.model.Vocabulary;

/**
 * The tokens of a text or a pair of texts.
 *
 * @param tokens in order
 * @param untruncatedSize their number before truncation
 */
public record Encoding(List<Entry> tokens, int untruncatedSize) {
  /** Copies. */
  public Encoding {
    tokens = List.copyOf(tokens);
  }

  /**
   * One token.
   *
   * @param id the vocabulary's number
   * @param token the vocabulary's entry
   * @param typeId token type
   * @param sequence 0, 1, or −1 for an added token
   * @param start first UTF-16 index in the sequence's string; 0 for an added token
   * @param end index after the last; 0 for an added token
   * @param word number of the word in its sequence, −1 for an added token
   */
  public record Entry(
      int id, String token, int typeId, int sequence, int start, int end, int word) {
    /** {@return whether the tokenizer added it} */
    public boolean added() {
      return sequence < 0;
    }

    private Token toToken() {
      return new Token(token, id, typeId, sequence, start, end, added(), word);
    }
  }

  /** {@return the number of tokens, added ones included} */
  public int size() {
    return tokens.size();
  }

  /**
   * {@return the tokens with the strings they came from}
   *
   * @param text the first string
   * @param pair the second string, or null
   */
  public EncodedText of(String text, String pair) {
    return new EncodedText(
        text, pair, tokens.stream().map(Entry::toToken).toList(), untruncatedSize);
  }

  static Encoding assemble(
      List<Template.Part> parts,
      List<SequenceToken> first,
      List<SequenceToken> second,
      Vocabulary vocabulary,
      int untruncatedSize) {
    int size =
        Template.count(parts, -1)
            + Template.count(parts, 0) * first.size()
            + Template.count(parts, 1) * second.size();
    var entries = new Entry[size];
    int at = 0;
    for (Template.Part part : parts) {
      if (part.sequence() < 0) {
        entries[at++] =
            new Entry(part.id(), vocabulary.token(part.id()), part.typeId(), -1, 0, 0, -1);
        continue;
      }
      for (SequenceToken token : part.sequence() == 0 ? first : second) {
        entries[at++] =
            new Entry(
                token.id(),
                vocabulary.token(token.id()),
                part.typeId(),
                part.sequence(),
                token.start(),
                token.end(),
                token.word());
      }
    }
    return new Encoding(List.of(entries), untruncatedSize);
  }
}
