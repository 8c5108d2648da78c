package org.mekiki.transformer.tokenizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A tokenizer: immutable, safe for many threads. */
public final class Tokenizer {
  private final TokenizerSettings settings;
  private final Vocabulary vocabulary;
  private final AddedTokenSplitter rawTokens;
  private final AddedTokenSplitter normalizedTokens;

  Tokenizer(TokenizerSettings settings) {
    this.settings = settings;
    this.vocabulary = settings.vocabulary();
    this.rawTokens =
        new AddedTokenSplitter(
            settings.addedTokens().stream().filter(token -> !token.normalized()).toList(), null);
    this.normalizedTokens =
        new AddedTokenSplitter(
            settings.addedTokens().stream().filter(AddedToken::normalized).toList(),
            settings.normalizer());
  }

  /**
   * Cuts a text, or a pair of texts, into tokens and adds the special ones.
   *
   * @param text any string
   * @param pair a second one, or null
   * @param maxLength tokens at most, added ones included; 0 for no limit
   * @throws IllegalArgumentException if the limit leaves no room for the added tokens
   */
  public Encoding encode(String text, String pair, int maxLength) {
    List<Template.Part> parts =
        pair == null ? settings.template().single() : settings.template().pair();
    List<SequenceToken> first = sequence(text);
    List<SequenceToken> second = pair == null ? List.of() : sequence(pair);
    int added = Template.added(parts);
    int all = added + first.size() + second.size();
    if (maxLength > 0 && all > maxLength) {
      int budget = maxLength - added;
      if (budget < 0) {
        throw new IllegalArgumentException(
            "a limit of %d tokens leaves no room for the %d that are always added"
                .formatted(maxLength, added));
      }
      Truncation kept =
          pair == null
              ? new Truncation(budget, 0)
              : Truncation.longestFirst(first.size(), second.size(), budget);
      first = first.subList(0, kept.first());
      second = second.subList(0, kept.second());
    }
    return Encoding.assemble(
        parts, List.of(trim(first, text), trim(second, pair)), vocabulary, all);
  }

  private List<SequenceToken> trim(List<SequenceToken> tokens, String text) {
    if (!settings.template().trimOffsets()) {
      return tokens;
    }
    var trimmed = new ArrayList<SequenceToken>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      trimmed.add(tokens.get(i).trimmed(i == 0, settings.template().prefixSpace(), text));
    }
    return trimmed;
  }

  private List<SequenceToken> sequence(String text) {
    var collector = new Collector();
    AlignedText whole = AlignedText.of(text, 0, text.length());
    for (AddedTokenSplitter.Section section : rawTokens.split(whole)) {
      AlignedText part = whole.part(section.from(), section.to());
      if (section.token() != null) {
        collector.added(section.token(), part);
      } else {
        withoutRawTokens(part, collector);
      }
    }
    return collector.tokens;
  }

  private void withoutRawTokens(AlignedText text, Collector collector) {
    AlignedText normalized =
        settings.normalizer() == null ? text : settings.normalizer().normalize(text);
    for (AddedTokenSplitter.Section section : normalizedTokens.split(normalized)) {
      AlignedText part = normalized.part(section.from(), section.to());
      if (section.token() != null) {
        collector.added(section.token(), part);
      } else {
        settings.preTokenizer().split(part).forEach(collector::word);
      }
    }
  }

  /** Collects the tokens of one sequence and numbers its words. */
  private final class Collector {
    private final List<SequenceToken> tokens = new ArrayList<>();
    private int words;

    void added(AddedToken token, AlignedText part) {
      int before = 0;
      while (before < part.size() && Characters.isWhiteSpace(part.codePoint(before))) {
        before++;
      }
      int after = 0;
      while (after < part.size() - before
          && Characters.isWhiteSpace(part.codePoint(part.size() - 1 - after))) {
        after++;
      }
      tokens.add(
          new SequenceToken(
              token.id(), part.start(0), part.end(part.size() - 1), words++, before, after));
    }

    void word(AlignedText word) {
      settings
          .model()
          .tokenize(
              word,
              (id, from, to) ->
                  tokens.add(
                      new SequenceToken(
                          id,
                          word.start(from),
                          word.end(to - 1),
                          words,
                          spaces(word, from, to, 1),
                          spaces(word, to - 1, from - 1, -1))));
      words++;
    }

    private int spaces(AlignedText word, int from, int to, int step) {
      int count = 0;
      for (int i = from; i != to && word.codePoint(i) == ByteLevelPreTokenizer.space(); i += step) {
        count++;
      }
      return count;
    }
  }

  /** The largest number of tokens that the tokenizer's settings name, if any. */
  public OptionalInt modelMaxLength() {
    return settings.modelMaxLength();
  }

  /** The tokens with a role. */
  public SpecialTokens specialTokens() {
    return settings.specialTokens();
  }

  /** A token's number. */
  public OptionalInt idOf(String token) {
    int id = vocabulary.id(token);
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The token with a number; null if there is none. */
  public String tokenOf(int id) {
    return vocabulary.token(id);
  }

  /** One more than the largest number of a token. */
  public int vocabularySize() {
    return vocabulary.size();
  }

  /** Writes everything that {@link #readFrom} needs, the same bytes each time. */
  public void writeTo(DataOutput out) throws IOException {
    TokenizerCodec.write(settings, out);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException if it is something else
   */
  public static Tokenizer readFrom(DataInput in) throws IOException {
    return new Tokenizer(TokenizerCodec.read(in));
  }
}
