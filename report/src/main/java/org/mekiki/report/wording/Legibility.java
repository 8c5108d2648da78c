package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.transformer.TaskModel;

/**
 * What of a text a model could read: not what was cut off, and not what its vocabulary has no token
 * for.
 *
 * @param text as the model reads it
 * @param unknown number of the token for what the vocabulary does not have; empty where it has none
 */
public record Legibility(EncodedText text, OptionalInt unknown) {
  /** What a model could read of a text that its tokenizer encoded. */
  public static Legibility of(TaskModel model, EncodedText text) {
    return new Legibility(text, model.tokenizer().specialTokens().unk());
  }

  /** Whether a token says only that something stood there. */
  public boolean isUnknown(Token token) {
    return !token.added() && unknown.isPresent() && unknown.getAsInt() == token.id();
  }

  /** Whether one of these tokens is unknown. */
  public boolean hasUnknown(int firstToken, int lastToken) {
    return text.tokens().subList(firstToken, lastToken + 1).stream().anyMatch(this::isUnknown);
  }

  /** How many tokens are unknown. */
  public int unknownTokens() {
    return (int) text.tokens().stream().filter(this::isUnknown).count();
  }

  /** How many tokens come from the text. */
  public int tokens() {
    return (int) text.tokens().stream().filter(token -> !token.added()).count();
  }

  /** What readers must know before they believe a result, in sentences; mostly nothing. */
  public List<String> sentences(Texts texts) {
    var sentences = new ArrayList<String>();
    if (text.truncated()) {
      sentences.add(texts.of("legibility.cut", text.size(), text.untruncatedSize()));
    }
    unknownSentence(texts).ifPresent(sentences::add);
    return sentences;
  }

  private Optional<String> unknownSentence(Texts texts) {
    int found = unknownTokens();
    if (found == 0) {
      return Optional.empty();
    }
    String key = found == tokens() ? "legibility.nothing" : "legibility.unknown";
    return Optional.of(texts.of(key, found, tokens(), texts.percent((double) found / tokens())));
  }
}
