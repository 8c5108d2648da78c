package org.mekiki.weights.converter.tokenizer;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.BpeOptions;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.normalizer.LowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.normalizer.PrecompiledNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.PrependNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ReplaceNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripAccentsNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.UnicodeNormalizer;
import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer.Prefix;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/** The tokenizer that a SentencePiece file and a model's family make together. */
final class SentencePieceTokenizer {
  private static final int SPACE_MARK = 0x2581;

  private final SentencePieceModel file;
  private final SentencePieceFamily family;
  private final TokenizerConfig settings;
  private final JsonNode config;
  private final List<String> tokens = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private final Map<Integer, AddedToken> added = new TreeMap<>();
  private int unknown;

  /** Lays out the vocabulary. */
  SentencePieceTokenizer(
      SentencePieceModel file, SentencePieceFamily family, TokenizerConfig settings)
      throws ConversionException {
    this.file = file;
    this.family = family;
    this.settings = settings;
    this.config = settings.roles();
    layOut();
    addTokens();
  }

  private void layOut() {
    unknown = file.unknown();
    family.before().forEach(token -> addPiece(token, 0));
    List<SentencePieceModel.Piece> pieces = file.pieces();
    for (int i = Math.min(family.skipped(), pieces.size()); i < pieces.size(); i++) {
      SentencePieceModel.Piece piece = pieces.get(i);
      addPiece(piece.isUnused() ? null : piece.text(), piece.isUnused() ? 0 : piece.score());
      boolean special = piece.isControl();
      if (special || piece.isUserDefined()) {
        int id = tokens.size() - 1;
        added.put(id, new AddedToken(id, piece.text(), false, false, false, false, special));
      }
    }
    if (!family.before().isEmpty()) {
      unknown = family.before().indexOf("<unk>");
    } else if (family == SentencePieceFamily.DEBERTA && tokens.contains("[UNK]")) {
      unknown = tokens.indexOf("[UNK]"); // also where the file calls another token unknown
    }
  }

  private void addPiece(String token, double score) {
    tokens.add(token);
    scores.add(score);
  }

  private void addTokens() throws ConversionException {
    for (AddedToken token : settings.added()) {
      String own = token.id() < tokens.size() ? tokens.get(token.id()) : token.content();
      if (!token.content().equals(own)) {
        throw new ConversionException(
            "the added token \"%s\" cannot have the number %d, which is that of \"%s\""
                .formatted(token.content(), token.id(), own));
      }
      added.put(token.id(), token);
    }
    List<String> roles = TokenizerConfig.ROLES;
    for (int i = 0; i < roles.size(); i++) {
      String name = TokenizerReader.content(config, roles.get(i), family.special().get(i));
      int id = id(name);
      boolean mask = roles.get(i).equals("mask_token");
      if (id < 0 && mask && family.addsMask()) {
        id = nextFree();
      }
      if (id >= 0) {
        boolean normalized = roles.get(i).equals("unk_token") && family.normalizesUnknown();
        added.put(
            id,
            settings.role(
                roles.get(i),
                family.special().get(i),
                id,
                mask && family.maskTakesSpaceBefore(),
                normalized));
      }
    }
    for (AddedToken token : DeclaredTokens.of(config, Map.of())) {
      int known = id(token.content());
      int id = known < 0 ? nextFree() : known;
      if (!added.containsKey(id)) {
        added.put(id, token.withId(id));
      }
    }
  }

  private int nextFree() {
    return added.keySet().stream().mapToInt(id -> id + 1).reduce(tokens.size(), Math::max);
  }

  private int id(String token) {
    for (AddedToken one : added.values()) {
      if (one.content().equals(token)) {
        return one.id();
      }
    }
    return tokens.indexOf(token);
  }

  Tokenizer build() throws ConversionException {
    var builder =
        new TokenizerBuilder().normalizer(normalizer()).preTokenizer(preTokenizer()).model(model());
    added.values().forEach(builder::addedToken);
    int cls = required("cls_token", 0);
    int sep = required("sep_token", 1);
    if (family.likeRoberta()) {
      PostProcessorReader.robertaTemplate(builder, cls, sep);
    } else {
      builder.bertTemplate(cls, sep);
    }
    return builder
        .specialTokens(TokenizerReader.specialTokens(config, family.special(), this::id))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .truncationSide(TokenizerReader.truncationSide(config, "right"))
        .build();
  }

  private int required(String role, int number) throws ConversionException {
    String name = TokenizerReader.content(config, role, family.special().get(number));
    int id = id(name);
    if (id < 0) {
      throw new ConversionException(
          "%s: the vocabulary lacks the token \"%s\"".formatted(file.path(), name));
    }
    return id;
  }

  private TokenModel model() {
    var vocabulary = new Vocabulary(tokens);
    boolean bytes = file.byteFallback() && family.spellsInBytes();
    if (file.type() == SentencePieceModel.UNIGRAM) {
      return new UnigramModel(
          vocabulary, scores.stream().mapToDouble(Double::doubleValue).toArray(), unknown, bytes);
    }
    return new BpeModel(
        vocabulary, merges(vocabulary), new BpeOptions(unknown, "", "", true, bytes, false));
  }

  /** Every way to make a token of two others; the tokens stand in the order they were learnt. */
  private List<String> merges(Vocabulary vocabulary) {
    var merges = new ArrayList<String>();
    for (int id = 0; id < tokens.size(); id++) {
      String token = added.containsKey(id) || tokens.get(id) == null ? "" : tokens.get(id);
      for (int i = 1; i < token.length(); i++) {
        String left = token.substring(0, i);
        String right = token.substring(i);
        if (vocabulary.id(left) >= 0 && vocabulary.id(right) >= 0) {
          merges.add(left);
          merges.add(right);
        }
      }
    }
    return merges;
  }

  private Normalizer normalizer() throws ConversionException {
    var steps = new ArrayList<Normalizer>();
    if (family == SentencePieceFamily.ALBERT) {
      steps.add(new ReplaceNormalizer(new LiteralPattern("``"), "\""));
      steps.add(new ReplaceNormalizer(new LiteralPattern("''"), "\""));
      if (!config.path("keep_accents").asBoolean(false)) {
        steps.add(new UnicodeNormalizer(Form.NFKD));
        steps.add(new StripAccentsNormalizer());
      }
    }
    if (config.path("do_lower_case").asBoolean(family == SentencePieceFamily.ALBERT)) {
      steps.add(new LowercaseNormalizer());
    }
    if (file.charsmap().length > 0) {
      steps.add(new PrecompiledNormalizer(file.charsmap()));
    }
    if (file.removeExtraWhitespaces()) {
      steps.add(new ReplaceNormalizer(new RegexPattern("\\A +| +\\z"), ""));
      steps.add(new ReplaceNormalizer(new RegexPattern(" {2,}"), " "));
    } else if (file.addDummyPrefix()) {
      steps.add(new PrependNormalizer(" "));
    }
    return new NormalizerSequence(steps);
  }

  private PreTokenizer preTokenizer() {
    Prefix prefix =
        file.addDummyPrefix() && file.removeExtraWhitespaces() ? Prefix.ALWAYS : Prefix.NEVER;
    int mark = file.escapeWhitespaces() ? SPACE_MARK : ' ';
    String markText = Character.toString(mark);
    // Tokens of several words cannot be found word by word.
    boolean split = tokens.stream().noneMatch(t -> t != null && t.indexOf(markText, 1) > 0);
    var steps = new ArrayList<PreTokenizer>();
    if (config.path("split_by_punct").asBoolean(false)) {
      steps.add(new SplitPreTokenizer(CharacterPattern.PUNCTUATION, SplitBehavior.ISOLATED, false));
    }
    if (family.splitsAtWhiteSpace() && prefix == Prefix.ALWAYS && split) {
      steps.add(new SplitPreTokenizer(CharacterPattern.WHITE_SPACE, SplitBehavior.REMOVED, false));
    }
    steps.add(new MetaspacePreTokenizer(mark, prefix, split));
    return new PreTokenizerSequence(steps);
  }
}
