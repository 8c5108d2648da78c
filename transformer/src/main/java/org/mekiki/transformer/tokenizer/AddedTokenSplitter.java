package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;

/** Finds added tokens in a text: leftmost first, of those at one place the longest. */
final class AddedTokenSplitter {
  private final Map<Integer, List<Entry>> byFirst = new HashMap<>();

  /** Whether a token begins with an ASCII character; the last one is for all others. */
  private final boolean[] begins = new boolean[0x80 + 1];

  private record Entry(int[] pattern, AddedToken token) {}

  /** A stretch of text: an added token, or one that holds none ({@code token} is null). */
  record Section(int from, int to, AddedToken token) {}

  /** Looks for the tokens as a normalizer would leave them; null leaves them as they are. */
  AddedTokenSplitter(List<AddedToken> tokens, Normalizer normalizer) {
    for (AddedToken token : tokens) {
      AlignedText pattern = AlignedText.of(token.content(), 0, token.content().length());
      if (normalizer != null) {
        pattern = normalizer.normalize(pattern);
      }
      if (pattern.size() > 0) {
        int[] codePoints = pattern.toString().codePoints().toArray();
        begins[Math.min(codePoints[0], 0x80)] = true;
        byFirst
            .computeIfAbsent(codePoints[0], _ -> new ArrayList<>())
            .add(new Entry(codePoints, token));
      }
    }
    byFirst
        .values()
        .forEach(
            entries ->
                entries.sort((a, b) -> Integer.compare(b.pattern().length, a.pattern().length)));
  }

  /** Cuts the text into sections, in order; none is empty. */
  List<Section> split(AlignedText text) {
    var sections = new ArrayList<Section>();
    int done = 0;
    for (int i = 0; i < text.size(); ) {
      Entry entry = match(text, i);
      if (entry == null) {
        i++;
        continue;
      }
      int from = i;
      int to = i + entry.pattern().length;
      i = to;
      if (entry.token().singleWord() && touchesWord(text, from, to)) {
        continue;
      }
      while (entry.token().leftStrip() && from > done && isSpace(text, from - 1)) {
        from--;
      }
      while (entry.token().rightStrip() && to < text.size() && isSpace(text, to)) {
        to++;
      }
      if (from > done) {
        sections.add(new Section(done, from, null));
      }
      sections.add(new Section(from, to, entry.token()));
      done = to;
      i = Math.max(i, to);
    }
    if (done < text.size()) {
      sections.add(new Section(done, text.size(), null));
    }
    return sections;
  }

  private Entry match(AlignedText text, int at) {
    int first = text.codePoint(at);
    if (!begins[Math.min(first, 0x80)]) {
      return null;
    }
    for (Entry entry : byFirst.getOrDefault(first, List.of())) {
      if (matches(text, at, entry.pattern())) {
        return entry;
      }
    }
    return null;
  }

  private static boolean matches(AlignedText text, int at, int[] pattern) {
    if (at + pattern.length > text.size()) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (text.codePoint(at + i) != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean touchesWord(AlignedText text, int from, int to) {
    return from > 0 && Characters.isWordCharacter(text.codePoint(from - 1))
        || to < text.size() && Characters.isWordCharacter(text.codePoint(to));
  }

  private static boolean isSpace(AlignedText text, int at) {
    return Characters.isWhiteSpace(text.codePoint(at));
  }
}
