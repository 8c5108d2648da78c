package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Puts a tokenizer together from its parts; what is not set is absent. */
public final class TokenizerBuilder {
  private final List<AddedToken> addedTokens = new ArrayList<>();
  private final List<Template.Part> single = new ArrayList<>();
  private final List<Template.Part> pair = new ArrayList<>();
  private final List<Boolean> trims = new ArrayList<>();
  private boolean plainSingle = true;
  private boolean plainPair = true;
  private Normalizer normalizer;
  private PreTokenizer preTokenizer;
  private TokenModel model;
  private Truncation.Side truncationSide = Truncation.Side.RIGHT;
  private OptionalInt maxLength = OptionalInt.empty();
  private SpecialTokens specialTokens =
      new SpecialTokens(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  /** An empty builder. */
  public TokenizerBuilder() {}

  /** What changes a text before it is cut; null for nothing. */
  public TokenizerBuilder normalizer(Normalizer any) {
    normalizer = any;
    return this;
  }

  /** What cuts a text into words; null for nothing: then it is one word. */
  public TokenizerBuilder preTokenizer(PreTokenizer any) {
    preTokenizer = any;
    return this;
  }

  /** What cuts a word into tokens. */
  public TokenizerBuilder model(TokenModel any) {
    model = any;
    return this;
  }

  /** BERT's normaliser. */
  public TokenizerBuilder bertNormalizer(
      boolean cleanText, boolean separateIdeographs, boolean stripAccents, boolean lowerCase) {
    normalizer = new BertNormalizer(cleanText, separateIdeographs, stripAccents, lowerCase);
    return this;
  }

  /** Words end at white space and punctuation. */
  public TokenizerBuilder bertPreTokenizer() {
    preTokenizer = new BertPreTokenizer();
    return this;
  }

  /** GPT-2's byte-level words. */
  public TokenizerBuilder byteLevelPreTokenizer(boolean addPrefixSpace, boolean useRegex) {
    preTokenizer = new ByteLevelPreTokenizer(addPrefixSpace, useRegex);
    return this;
  }

  /**
   * The WordPiece model.
   *
   * @param tokens by number; null for a number that is not used
   * @throws IllegalArgumentException if the unknown token is not among them
   */
  public TokenizerBuilder wordPiece(
      List<String> tokens, String unknown, String prefix, int maxWordLength) {
    var vocabulary = new Vocabulary(tokens);
    int id = vocabulary.id(unknown);
    if (id < 0) {
      throw new IllegalArgumentException(
          "the vocabulary lacks the unknown token \"" + unknown + "\"");
    }
    model = new WordPieceModel(vocabulary, id, prefix, maxWordLength);
    return this;
  }

  /**
   * The byte-pair model.
   *
   * @param tokens by number; null for a number that is not used
   * @param merges left and right part alternately, in rank order
   * @param unknown the unknown token, or null
   * @throws IllegalArgumentException if a merge or the unknown token is not in the vocabulary
   */
  public TokenizerBuilder bytePairs(List<String> tokens, List<String> merges, String unknown) {
    var vocabulary = new Vocabulary(tokens);
    int id = unknown == null ? -1 : vocabulary.id(unknown);
    if (unknown != null && id < 0) {
      throw new IllegalArgumentException(
          "the vocabulary lacks the unknown token \"" + unknown + "\"");
    }
    model = new BpeModel(vocabulary, merges, BpeOptions.plain(id));
    return this;
  }

  /** One more token that is found in the text itself. */
  public TokenizerBuilder addedToken(AddedToken token) {
    addedTokens.add(token);
    return this;
  }

  /** Begins a template, which is empty then; what is never begun is the texts alone. */
  public TokenizerBuilder template(boolean ofPair) {
    parts(ofPair).clear();
    return this;
  }

  private List<Template.Part> parts(boolean ofPair) {
    if (ofPair) {
      plainPair = false;
      return pair;
    }
    plainSingle = false;
    return single;
  }

  /** An added token in the template; {@code ofPair} chooses the template for two texts. */
  public TokenizerBuilder templateToken(boolean ofPair, int id, int typeId) {
    parts(ofPair).add(Template.Part.token(id, typeId));
    return this;
  }

  /** A text (0 or 1) in the template. */
  public TokenizerBuilder templateText(boolean ofPair, int sequence, int typeId) {
    parts(ofPair).add(Template.Part.text(sequence, typeId));
    return this;
  }

  /** [CLS] A [SEP], and [CLS] A [SEP] B [SEP] with type 1 for B. */
  public TokenizerBuilder bertTemplate(int cls, int sep) {
    for (boolean ofPair : new boolean[] {false, true}) {
      templateToken(ofPair, cls, 0).templateText(ofPair, 0, 0).templateToken(ofPair, sep, 0);
    }
    return templateText(true, 1, 1).templateToken(true, sep, 1);
  }

  /** Offsets leave out the spaces at a token's ends; once more each time this is called. */
  public TokenizerBuilder trimOffsets(boolean prefixSpaceAdded) {
    trims.add(prefixSpaceAdded);
    return this;
  }

  /** Where a text that is too long is cut off. */
  public TokenizerBuilder truncationSide(Truncation.Side side) {
    truncationSide = side;
    return this;
  }

  /** Tokens with a role. */
  public TokenizerBuilder specialTokens(SpecialTokens tokens) {
    specialTokens = tokens;
    return this;
  }

  /** The largest number of tokens the model was made for. */
  public TokenizerBuilder modelMaxLength(OptionalInt length) {
    maxLength = length;
    return this;
  }

  /** The tokenizer. */
  public Tokenizer build() {
    if (model == null) {
      throw new IllegalStateException("a tokenizer needs a model");
    }
    var template =
        new Template(
            plainSingle ? Template.plainSingle() : single,
            plainPair ? Template.plainPair() : pair,
            trims);
    return new Tokenizer(
        new TokenizerSettings(
            addedTokens,
            normalizer,
            preTokenizer,
            model,
            template,
            specialTokens,
            maxLength,
            truncationSide));
  }
}
