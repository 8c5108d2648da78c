package org.mekiki.transformer.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GPT-2's pre-tokenizer: cuts by its pattern and writes each byte of UTF-8 as one printable
 * character.
 *
 * @param addPrefixSpace puts a space before a text that begins with none
 * @param useRegex cuts by the pattern; else the text is one word
 */
public record ByteLevelPreTokenizer(boolean addPrefixSpace, boolean useRegex)
    implements PreTokenizer {
  /** Unicode's White_Space, which {@code \\s} is in the pattern's original dialect. */
  private static final String SPACE =
      "\\x{9}-\\x{D}\\x{20}\\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}"
          + "\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}";

  private static final Pattern PATTERN =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^S\\p{L}\\p{N}]+|[S]+(?![^S])|[S]+"
              .replace("S", SPACE));

  private static final int[] BYTE_CHARACTERS = byteCharacters();

  /** Printable bytes stand for themselves, the others for characters from U+0100 on. */
  private static int[] byteCharacters() {
    int[] characters = new int[256];
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      characters[b] = printable ? b : next++;
    }
    return characters;
  }

  /** Whether a token's character is white space, or stands for a space: Ġ. */
  static boolean isSpace(int c) {
    return c == BYTE_CHARACTERS[' '] || Characters.isWhiteSpace(c);
  }

  /**
   * The text of characters that stand for bytes, U+FFFD for bytes that are no whole character;
   * empty where a character stands for none, as in added tokens.
   */
  static Optional<String> decode(String token) {
    var bytes = new ByteArrayOutputStream();
    for (int c : token.codePoints().toArray()) {
      int b = 0;
      while (b < BYTE_CHARACTERS.length && BYTE_CHARACTERS[b] != c) {
        b++;
      }
      if (b == BYTE_CHARACTERS.length) {
        return Optional.empty();
      }
      bytes.write(b);
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    AlignedText whole = addPrefixSpace ? withPrefixSpace(text) : text;
    var words = new ArrayList<AlignedText>();
    if (!useRegex) {
      if (whole.size() > 0) {
        words.add(bytes(whole, 0, whole.size()));
      }
      return words;
    }
    String string = whole.toString();
    Matcher matcher = PATTERN.matcher(string);
    int codePoint = 0;
    int end = 0;
    while (matcher.find()) {
      codePoint += string.codePointCount(end, matcher.start());
      end = matcher.end();
      int length = string.codePointCount(matcher.start(), end);
      words.add(bytes(whole, codePoint, codePoint + length));
      codePoint += length;
    }
    return words;
  }

  private static AlignedText withPrefixSpace(AlignedText text) {
    if (text.size() == 0 || text.codePoint(0) == ' ') {
      return text;
    }
    var out = new AlignedText(text.size() + 1, text.origin());
    // As in the reference, it counts as part of the first character.
    out.append(' ', text.start(0), text.end(0));
    for (int i = 0; i < text.size(); i++) {
      out.append(text.codePoint(i), text.start(i), text.end(i));
    }
    return out;
  }

  private static AlignedText bytes(AlignedText text, int from, int to) {
    var out = new AlignedText(to - from, text.start(from));
    for (int i = from; i < to; i++) {
      int c = text.codePoint(i);
      if (c < 0x80) {
        out.append(BYTE_CHARACTERS[c], text.start(i), text.end(i));
        continue;
      }
      String character = Character.toString(c);
      for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
        out.append(BYTE_CHARACTERS[b & 0xFF], text.start(i), text.end(i));
      }
    }
    return out;
  }
}
