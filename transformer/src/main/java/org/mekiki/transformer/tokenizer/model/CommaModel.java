package org.mekiki.transformer.tokenizer.model;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * SentencePiece's tokens, of which one that ends in a digit and a comma is cut once more without
 * the comma, as XLNet's and ALBERT's programs do, and BERT's Japanese one after them.
 *
 * @param pieces cuts a word into tokens
 * @param prefix whether SentencePiece puts a space before what it cuts
 */
public record CommaModel(TokenModel pieces, boolean prefix) implements TokenModel {
  private static final int SPACE_MARK = 0x2581;

  @Override
  public Vocabulary vocabulary() {
    return pieces.vocabulary();
  }

  @Override
  public int unknown() {
    return pieces.unknown();
  }

  @Override
  public void tokenize(AlignedText word, Sink sink) {
    pieces.tokenize(
        word,
        (id, from, to) -> {
          boolean cut =
              to - from > 1 && word.codePoint(to - 1) == ',' && isDigit(word.codePoint(to - 2));
          if (cut) {
            cutAgain(word, from, to - 1, sink);
          } else {
            sink.accept(id, from, to);
          }
        });
  }

  /**
   * Digits of Python's {@code isdigit}, among which are raised and circled ones: no letter gets to
   * the number's value.
   */
  @SuppressWarnings("CharacterGetNumericValue")
  private static boolean isDigit(int c) {
    int value = Character.getNumericValue(c);
    return Character.isDigit(c)
        || Character.getType(c) == Character.OTHER_NUMBER && value >= 0 && value <= 9;
  }

  private void cutAgain(AlignedText word, int from, int comma, Sink sink) {
    var text = new AlignedText(comma - from + 1, from);
    if (prefix) {
      text.append(SPACE_MARK, from, from);
    }
    for (int i = from; i < comma; i++) {
      if (word.codePoint(i) != SPACE_MARK) {
        text.append(word.codePoint(i), i, i + 1);
      }
    }
    boolean marked = word.codePoint(from) == SPACE_MARK;
    pieces.tokenize(
        text,
        (id, first, last) -> {
          boolean loses = !marked && first == 0 && text.codePoint(0) == SPACE_MARK;
          if (!loses) {
            int begin = first == 0 ? from : text.start(first);
            sink.accept(id, begin, Math.max(begin + 1, text.end(last - 1)));
          } else if (last > 1) {
            sink.accept(number(text.string(1, last)), text.start(1), text.end(last - 1));
          }
        });
    sink.accept(number(","), comma, comma + 1);
  }

  private int number(String piece) {
    int id = vocabulary().id(piece);
    return id < 0 ? unknown() : id;
  }
}
