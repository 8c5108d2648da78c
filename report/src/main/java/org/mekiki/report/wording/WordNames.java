package org.mekiki.report.wording;

import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.text.TextPart;

/**
 * How sentences name the words of a text.
 *
 * @param words of the text, in its order
 */
record WordNames(EncodedText text, List<TextPart> words, Texts texts) {
  /** A word, and which of them where it stands in the text several times. */
  String of(TextPart word) {
    String written = word.in(text);
    List<TextPart> alike = words.stream().filter(other -> other.in(text).equals(written)).toList();
    return alike.size() <= 1
        ? quoted(written)
        : texts.of("change.nth", quoted(written), alike.indexOf(word) + 1, alike.size());
  }

  /** Anything in quotation marks. */
  String quoted(String written) {
    return texts.of("quote.open") + written.strip() + texts.of("quote.close");
  }
}
