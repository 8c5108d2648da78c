package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * How a text is read behind a prompt, or in lower case. The prompt's tokens count as added ones: no
 * word of the text is theirs, and offsets are those of the text alone.
 *
 * @param prompt stands before each text; perhaps empty
 * @param lowerCase whether prompt and text are read in lower case
 */
record PromptedText(String prompt, boolean lowerCase) {
  private static final int ADDED = -1;

  /** The text as the model reads it. */
  EncodedText encode(EncoderModel model, String text, Truncation truncation) {
    if (prompt.isEmpty() && !lowerCase) {
      return model.encode(text, null, truncation);
    }
    String whole = prompt + text;
    String read = lowerCase ? whole.toLowerCase(Locale.ROOT) : whole;
    int[] places = places(whole, read);
    EncodedText encoded = model.encode(read, null, truncation);
    List<Token> tokens = encoded.tokens().stream().map(token -> own(token, places)).toList();
    return new EncodedText(text, null, tokens, encoded.untruncatedSize());
  }

  private Token own(Token token, int[] places) {
    if (token.added()) {
      return token;
    }
    int start = places[token.start()] - prompt.length();
    int end = places[token.end()] - prompt.length();
    boolean ofPrompt = end <= 0 && start < 0;
    return ofPrompt
        ? new Token(token.text(), token.id(), token.typeId(), ADDED, 0, 0, true, ADDED)
        : new Token(
            token.text(),
            token.id(),
            token.typeId(),
            token.sequence(),
            Math.max(0, start),
            end,
            false,
            token.word());
  }

  /** For each place in the text that is read the place in the whole; lower case may be longer. */
  private static int[] places(String whole, String read) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < whole.length(); ) {
      int c = whole.codePointAt(i);
      int length = Character.toString(c).toLowerCase(Locale.ROOT).length();
      int width = Character.charCount(c);
      for (int k = 0; k < length; k++) {
        places.add(i + Math.min(k, width));
      }
      i += width;
    }
    if (places.size() != read.length()) {
      throw new IllegalStateException("a text changes its length with its neighbours");
    }
    places.add(whole.length());
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
