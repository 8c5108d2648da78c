package org.mekiki.transformer.tokenizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.pretokenizer.MecabPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SegmentedPreTokenizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** A tokenizer: immutable, safe for many threads. */
public final class Tokenizer {
  private final TokenizerSettings settings;
  private final Vocabulary vocabulary;
  private final WordCache words;
  private final TokenSpaces spaces;
  private final AddedTokenSplitter rawTokens;
  private final AddedTokenSplitter normalizedTokens;

  Tokenizer(TokenizerSettings settings) {
    this.settings = settings;
    this.vocabulary = settings.vocabulary();
    this.words = new WordCache(settings.model());
    this.spaces = new TokenSpaces(vocabulary, !settings.template().trims().isEmpty());
    this.rawTokens =
        new AddedTokenSplitter(
            settings.addedTokens().stream().filter(token -> !token.normalized()).toList(), null);
    this.normalizedTokens =
        new AddedTokenSplitter(
            settings.addedTokens().stream().filter(AddedToken::normalized).toList(),
            settings.normalizer());
  }

  /**
   * Cuts a text, or a pair of texts, into tokens and adds the special ones. What is too long is cut
   * longest first, on the tokenizer's own side.
   *
   * @param text any string
   * @param pair a second one, or null
   * @param maxLength tokens at most, added ones included; 0 for no limit
   * @return the tokens, added ones included
   * @throws IllegalArgumentException if the limit leaves no room for the added tokens
   */
  public Encoding encode(String text, String pair, int maxLength) {
    return encode(
        text,
        pair,
        new Truncation(maxLength, Truncation.Strategy.LONGEST_FIRST, truncationSide(), 0));
  }

  /**
   * Cuts a text, or a pair of texts, into tokens and adds the special ones; what is too long is cut
   * off, and there are no further windows.
   *
   * @param text any string
   * @param pair a second one, or null
   * @param truncation how much is kept, of which text, and on which side
   * @return the tokens, added ones included
   * @throws IllegalArgumentException if the limit leaves no room for the added tokens, or the text
   *     that is to be cut is too short
   */
  public Encoding encode(String text, String pair, Truncation truncation) {
    Cut cut = cut(text, pair, truncation);
    return cut.assembled(cut.firsts.getFirst(), cut.seconds.getFirst());
  }

  /**
   * Cuts a text, or a pair of texts, into as many windows as hold all of its tokens; each has the
   * special ones added. The first is what {@link #encode} gives. Of a pair, every window of the
   * first text but the one that stays comes with every one of the second, then that one with the
   * rest of the second's.
   *
   * @param text any string
   * @param pair a second one, or null
   * @param truncation how long a window is, which text is cut, on which side, and how many tokens
   *     windows share
   * @return the windows, at least one
   * @throws IllegalArgumentException if the limit leaves no room for the added tokens, the text
   *     that is to be cut is too short, or the windows are not longer than their stride
   */
  public List<Encoding> windows(String text, String pair, Truncation truncation) {
    Cut cut = cut(text, pair, truncation);
    var windows = new ArrayList<Encoding>();
    List<SequenceToken> stays = cut.firsts.getFirst();
    windows.add(cut.assembled(stays, cut.seconds.getFirst()));
    for (List<SequenceToken> first : cut.firsts.subList(1, cut.firsts.size())) {
      cut.seconds.forEach(second -> windows.add(cut.assembled(first, second)));
    }
    for (List<SequenceToken> second : cut.seconds.subList(1, cut.seconds.size())) {
      windows.add(cut.assembled(stays, second));
    }
    return windows;
  }

  /**
   * Cuts words into tokens, each by itself as a text of its own, and adds the special ones around
   * all of them: what the reference does with texts that were split into words. What is too long is
   * cut off at the end.
   *
   * @param words any strings
   * @param count how many of the first words are kept
   * @param maxLength tokens at most, added ones included; 0 for no limit
   * @return the tokens, added ones included; a token's word is the number of the string that it
   *     came from, and its indices are within that string
   * @throws IllegalArgumentException if the limit leaves no room for the added tokens
   */
  public Encoding encodeWords(List<String> words, int count, int maxLength) {
    var tokens = new ArrayList<SequenceToken>();
    int kept = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      for (SequenceToken token : settings.template().trimmed(sequence(word), word)) {
        tokens.add(token.ofWord(i));
      }
      kept = i < count ? tokens.size() : kept;
    }
    List<Template.Part> parts = settings.template().single();
    int added = Template.count(parts, -1);
    int times = Template.count(parts, 0);
    if (maxLength > 0 && added + times * kept > maxLength) {
      var cut = new Truncation(maxLength, Truncation.Strategy.ONLY_FIRST, truncationSide(), 0);
      kept = kept(parts, new KeptLengths(kept, 0), cut).first();
    }
    return Encoding.assemble(
        parts, tokens.subList(0, kept), List.of(), vocabulary, added + times * tokens.size());
  }

  private Cut cut(String text, String pair, Truncation truncation) {
    List<Template.Part> parts =
        pair == null ? settings.template().single() : settings.template().pair();
    List<SequenceToken> first = sequence(text);
    List<SequenceToken> second = pair == null ? List.of() : sequence(pair);
    int all =
        Template.count(parts, -1)
            + Template.count(parts, 0) * first.size()
            + Template.count(parts, 1) * second.size();
    var kept = new KeptLengths(first.size(), second.size());
    if (truncation.maxLength() > 0 && all > truncation.maxLength()) {
      if (pair == null && truncation.strategy() == Truncation.Strategy.ONLY_SECOND) {
        throw new IllegalArgumentException("the second text is to be cut, but there is none");
      }
      kept = kept(parts, kept, truncation);
    }
    return new Cut(
        parts,
        text,
        pair,
        TokenWindows.of(first, kept.first(), truncation.side(), truncation.stride()),
        TokenWindows.of(second, kept.second(), truncation.side(), truncation.stride()),
        all);
  }

  /** Two texts in windows, to be put together. */
  private final class Cut {
    private final List<Template.Part> parts;
    private final String text;
    private final String pair;
    private final List<List<SequenceToken>> firsts;
    private final List<List<SequenceToken>> seconds;
    private final int untruncated;

    Cut(
        List<Template.Part> parts,
        String text,
        String pair,
        List<List<SequenceToken>> firsts,
        List<List<SequenceToken>> seconds,
        int untruncated) {
      this.parts = parts;
      this.text = text;
      this.pair = pair;
      this.firsts = firsts;
      this.seconds = seconds;
      this.untruncated = untruncated;
    }

    Encoding assembled(List<SequenceToken> first, List<SequenceToken> second) {
      return Encoding.assemble(
          parts,
          settings.template().trimmed(first, text),
          settings.template().trimmed(second, pair),
          vocabulary,
          untruncated);
    }
  }

  private KeptLengths kept(List<Template.Part> parts, KeptLengths lengths, Truncation truncation) {
    int added = Template.count(parts, -1);
    int budget = truncation.maxLength() - added;
    if (budget < 0) {
      throw new IllegalArgumentException(
          "a limit of %d tokens leaves no room for the %d that are always added"
              .formatted(truncation.maxLength(), added));
    }
    if (budget == 0) {
      return new KeptLengths(0, 0);
    }
    int firsts = Template.count(parts, 0);
    int seconds = Template.count(parts, 1);
    for (int room = budget; ; room--) {
      KeptLengths kept =
          KeptLengths.of(
              truncation.strategy(),
              lengths.first(),
              lengths.second(),
              room,
              settings.firstKeepsMore());
      // A text that stands twice in the template counts twice.
      if (firsts * kept.first() + seconds * kept.second() <= budget) {
        return kept;
      }
    }
  }

  private List<SequenceToken> sequence(String text) {
    var collector = new Collector(text.length() / 4);
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
        words(part).forEach(collector::word);
      }
    }
  }

  private List<AlignedText> words(AlignedText text) {
    return settings.preTokenizer() == null ? List.of(text) : settings.preTokenizer().split(text);
  }

  /** Collects the tokens of one sequence and numbers its words. */
  private final class Collector {
    private final List<SequenceToken> tokens;
    private int number;

    Collector(int expected) {
      tokens = new ArrayList<>(Math.max(8, expected));
    }

    void added(AddedToken token, AlignedText part) {
      String text = part.toString();
      tokens.add(
          new SequenceToken(
              token.id(),
              part.start(0),
              part.end(part.size() - 1),
              number++,
              TokenSpaces.before(text),
              TokenSpaces.after(text)));
    }

    void word(AlignedText word) {
      words.tokenize(
          word,
          (id, from, to) ->
              tokens.add(
                  new SequenceToken(
                      id,
                      word.start(from),
                      word.end(to - 1),
                      number,
                      isSurface(id) ? TokenSpaces.before(word.string(from, to)) : spaces.before(id),
                      isSurface(id)
                          ? TokenSpaces.after(word.string(from, to))
                          : spaces.after(id))));
      number++;
    }

    /** Unigram calls what it does not know by the text's own characters. */
    private boolean isSurface(int id) {
      return spaces.matter()
          && id == settings.model().unknown()
          && settings.model() instanceof UnigramModel;
    }
  }

  /**
   * This tokenizer with more special tokens; those that it has already stay as they are.
   *
   * @param contents what they look like in a text; they are numbered after all others
   * @return the tokenizer with these tokens
   */
  public Tokenizer with(List<String> contents) {
    var added = new ArrayList<>(settings.addedTokens());
    int next = vocabularySize();
    for (String content : contents) {
      if (idOf(content).isEmpty()) {
        added.add(new AddedToken(next++, content, false, false, false, false, true));
      }
    }
    return new Tokenizer(
        new TokenizerSettings(
            added,
            settings.normalizer(),
            settings.preTokenizer(),
            settings.model(),
            settings.template(),
            settings.specialTokens(),
            settings.modelMaxLength(),
            settings.truncationSide(),
            settings.firstKeepsMore()));
  }

  /** {@return what finds the words of Japanese text, if MeCab does} */
  public Optional<MecabPreTokenizer> mecab() {
    return WordSteps.find(settings.preTokenizer(), MecabPreTokenizer.class);
  }

  /**
   * Where the phrases of Japanese text begin: a word with what leans on it (bunsetsu).
   *
   * @param text a text, as it is given to {@link #encode}
   * @return UTF-16 indices, ascending; empty where MeCab does not find this tokenizer's words
   */
  public List<Integer> phraseStarts(String text) {
    AlignedText whole = AlignedText.of(text, 0, text.length());
    AlignedText normalized =
        settings.normalizer() == null ? whole : settings.normalizer().normalize(whole);
    return mecab()
        .map(words -> JapanesePhrases.starts(text, words.words(normalized)))
        .orElse(List.of());
  }

  /** {@return the files of MeCab's dictionary, by their names; none where it has none} */
  public Map<String, ByteBuffer> dictionaryFiles() {
    return mecab().map(words -> words.dictionary().files()).orElse(Map.of());
  }

  /**
   * {@return the program whose words the model learnt, if texts have to be given with spaces
   * between these words}
   */
  public Optional<String> segmenter() {
    return WordSteps.find(settings.preTokenizer(), SegmentedPreTokenizer.class)
        .map(SegmentedPreTokenizer::program);
  }

  /**
   * This tokenizer for texts whose words have spaces between them already: where MeCab would find
   * words, white space ends them.
   *
   * @return the tokenizer; the same one where it expects such texts
   * @throws IllegalStateException if it has no program that finds words
   */
  public Tokenizer segmented() {
    if (segmenter().isPresent()) {
      return this;
    }
    if (mecab().isEmpty()) {
      throw new IllegalStateException("the tokenizer has no program that finds words");
    }
    return new TokenizerBuilder(settings)
        .preTokenizer(WordSteps.segmented(settings.preTokenizer()))
        .build();
  }

  /** {@return how many tokens it adds before the first one of a text that stands alone} */
  public int addedBefore() {
    int count = 0;
    for (Template.Part part : settings.template().single()) {
      if (part.sequence() >= 0) {
        break;
      }
      count++;
    }
    return count;
  }

  /** {@return the largest number of tokens that the tokenizer's settings name, if any} */
  public OptionalInt modelMaxLength() {
    return settings.modelMaxLength();
  }

  /** {@return where texts that are too long are cut off, unless something else is asked for} */
  public Truncation.Side truncationSide() {
    return settings.truncationSide();
  }

  /** {@return the tokens with a role} */
  public SpecialTokens specialTokens() {
    return settings.specialTokens();
  }

  /**
   * {@return a token's number; empty if there is none}
   *
   * @param token as the vocabulary has it, or an added token
   */
  public OptionalInt idOf(String token) {
    int id = vocabulary.id(token);
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * {@return the token with a number; null if there is none}
   *
   * @param id a number, in the vocabulary or not
   */
  public String tokenOf(int id) {
    return vocabulary.token(id);
  }

  /**
   * {@return the text that the token with a number stands for: without the alphabet in which the
   * vocabulary writes spaces and bytes} A piece that continues a word keeps its mark. Null if there
   * is none.
   *
   * @param id a number, in the vocabulary or not
   */
  public String textOf(int id) {
    String token = tokenOf(id);
    return token == null ? null : TokenText.of(token, settings.preTokenizer());
  }

  /** {@return one more than the largest number of a token} */
  public int vocabularySize() {
    return vocabulary.size();
  }

  /** {@return what it is made of} */
  public TokenizerSettings settings() {
    return settings;
  }

  /**
   * Writes everything that {@link #readFrom} needs, the same bytes each time.
   *
   * @param out where to write
   * @throws IOException if writing fails
   */
  public void writeTo(DataOutput out) throws IOException {
    TokenizerCodec.write(settings, out);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param in where to read, from the first byte that was written
   * @return the same tokenizer
   * @throws IOException if it is something else
   */
  public static Tokenizer readFrom(DataInput in) throws IOException {
    return readFrom(in, null);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param in where to read, from the first byte that was written
   * @param dictionary MeCab's dictionary for a tokenizer that has one; null for none
   * @return the same tokenizer
   * @throws IOException if it is something else, or a dictionary is needed
   */
  public static Tokenizer readFrom(DataInput in, MecabDictionary dictionary) throws IOException {
    return new Tokenizer(TokenizerCodec.read(in, dictionary));
  }
}
