package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.BpeOptions;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordPieceModel;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ByteLevelPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;

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
  private boolean firstKeepsMore;
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

  /**
   * A builder that makes the same tokenizer, until something is changed.
   *
   * @param settings what that tokenizer is made of
   */
  public TokenizerBuilder(TokenizerSettings settings) {
    addedTokens.addAll(settings.addedTokens());
    single.addAll(settings.template().single());
    pair.addAll(settings.template().pair());
    trims.addAll(settings.template().trims());
    plainSingle = false;
    plainPair = false;
    normalizer = settings.normalizer();
    preTokenizer = settings.preTokenizer();
    model = settings.model();
    truncationSide = settings.truncationSide();
    firstKeepsMore = settings.firstKeepsMore();
    maxLength = settings.modelMaxLength();
    specialTokens = settings.specialTokens();
  }

  /**
   * Sets what changes a text before it is cut; null for nothing.
   *
   * @param any any normaliser, or null
   * @return this builder
   */
  public TokenizerBuilder normalizer(Normalizer any) {
    normalizer = any;
    return this;
  }

  /**
   * Sets what cuts a text into words; null for nothing: then it is one word.
   *
   * @param any any pre-tokenizer, or null
   * @return this builder
   */
  public TokenizerBuilder preTokenizer(PreTokenizer any) {
    preTokenizer = any;
    return this;
  }

  /**
   * Sets what cuts a word into tokens.
   *
   * @param any any model; needed
   * @return this builder
   */
  public TokenizerBuilder model(TokenModel any) {
    model = any;
    return this;
  }

  /**
   * Sets BERT's normaliser.
   *
   * @param cleanText drops control characters, makes all white space a space
   * @param separateIdeographs puts a space on both sides of CJK ideographs
   * @param stripAccents decomposes and drops non-spacing marks
   * @param lowerCase code point by code point, without context
   * @return this builder
   */
  public TokenizerBuilder bertNormalizer(
      boolean cleanText, boolean separateIdeographs, boolean stripAccents, boolean lowerCase) {
    normalizer = new BertNormalizer(cleanText, separateIdeographs, stripAccents, lowerCase);
    return this;
  }

  /**
   * Sets BERT's pre-tokenizer: words end at white space and punctuation.
   *
   * @return this builder
   */
  public TokenizerBuilder bertPreTokenizer() {
    preTokenizer = new BertPreTokenizer();
    return this;
  }

  /**
   * Sets GPT-2's pre-tokenizer of byte-level words.
   *
   * @param addPrefixSpace puts a space before a text that begins with none
   * @param useRegex cuts by GPT-2's pattern; else the text is one word
   * @return this builder
   */
  public TokenizerBuilder byteLevelPreTokenizer(boolean addPrefixSpace, boolean useRegex) {
    preTokenizer = new ByteLevelPreTokenizer(addPrefixSpace, useRegex);
    return this;
  }

  /**
   * Sets the WordPiece model.
   *
   * @param tokens by number; null for a number that is not used
   * @param unknown the token that stands for a word that cannot be cut
   * @param prefix marks a token that continues a word, {@code ##}
   * @param maxWordLength longer words, in code points, are unknown
   * @return this builder
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
   * Sets the byte-pair model.
   *
   * @param tokens by number; null for a number that is not used
   * @param merges left and right part alternately, in rank order
   * @param unknown the unknown token, or null
   * @return this builder
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

  /**
   * Adds one more token that is found in the text itself.
   *
   * @param token its number may lie beyond the model's vocabulary
   * @return this builder
   */
  public TokenizerBuilder addedToken(AddedToken token) {
    addedTokens.add(token);
    return this;
  }

  /**
   * Begins a template, which is empty then; what is never begun is the texts alone.
   *
   * @param ofPair whether it is the template for two texts, or that for one
   * @return this builder
   */
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

  /**
   * Appends an added token to a template.
   *
   * @param ofPair whether it is the template for two texts, or that for one
   * @param id the token's number
   * @param typeId its token type
   * @return this builder
   * @throws IllegalArgumentException if the token type is negative
   */
  public TokenizerBuilder templateToken(boolean ofPair, int id, int typeId) {
    parts(ofPair).add(Template.Part.token(id, typeId));
    return this;
  }

  /**
   * Appends a text (0 or 1) to a template.
   *
   * @param ofPair whether it is the template for two texts, or that for one
   * @param sequence 0 for the text, 1 for the second text
   * @param typeId token type of all its tokens
   * @return this builder
   * @throws IllegalArgumentException if it is neither, or the token type is negative
   */
  public TokenizerBuilder templateText(boolean ofPair, int sequence, int typeId) {
    parts(ofPair).add(Template.Part.text(sequence, typeId));
    return this;
  }

  /**
   * Sets the templates of BERT: [CLS] A [SEP], and [CLS] A [SEP] B [SEP] with type 1 for B.
   *
   * @param cls number of the token that begins a text
   * @param sep number of the token that ends one
   * @return this builder
   */
  public TokenizerBuilder bertTemplate(int cls, int sep) {
    for (boolean ofPair : new boolean[] {false, true}) {
      templateToken(ofPair, cls, 0).templateText(ofPair, 0, 0).templateToken(ofPair, sep, 0);
    }
    return templateText(true, 1, 1).templateToken(true, sep, 1);
  }

  /**
   * Lets offsets leave out the spaces at a token's ends; once more each time this is called.
   *
   * @param prefixSpaceAdded whether the pre-tokenizer puts a space before the text
   * @return this builder
   */
  public TokenizerBuilder trimOffsets(boolean prefixSpaceAdded) {
    trims.add(prefixSpaceAdded);
    return this;
  }

  /**
   * Sets where a text that is too long is cut off.
   *
   * @param side the side on which tokens are dropped; the end of the text where this is not called
   * @return this builder
   */
  public TokenizerBuilder truncationSide(Truncation.Side side) {
    truncationSide = side;
    return this;
  }

  /**
   * Sets the tokens with a role.
   *
   * @param tokens their numbers
   * @return this builder
   */
  public TokenizerBuilder specialTokens(SpecialTokens tokens) {
    specialTokens = tokens;
    return this;
  }

  /**
   * Sets the largest number of tokens the model was made for.
   *
   * @param length added tokens included; empty for no limit
   * @return this builder
   */
  public TokenizerBuilder modelMaxLength(OptionalInt length) {
    maxLength = length;
    return this;
  }

  /**
   * Makes the tokenizer.
   *
   * @return the tokenizer; this builder may be changed and used again
   * @throws IllegalStateException if no model was set
   * @throws IllegalArgumentException if a token of the template or with a role has a number that no
   *     token has
   */
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
            truncationSide,
            firstKeepsMore));
  }
}
