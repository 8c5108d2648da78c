package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.TokenizerSettings;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.CharacterModel;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordLevelModel;
import org.mekiki.transformer.tokenizer.normalizer.ClusterNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ContextLowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.normalizer.ReplaceNormalizer;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pretokenizer.EachWordPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MecabPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.SegmentedPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.tokenizer.TokenizerClass.Treatment;
import tools.jackson.databind.JsonNode;

/**
 * The tokenizer of Japanese BERT models: words, found by MeCab or at punctuation, then pieces of
 * each word. It is a Python program in the reference library, whose rules these are.
 */
final class JapaneseTokenizer {
  private static final String WORDS_FILE = "vocab.txt";
  private static final List<String> PIECE_FILES = List.of("spiece.model", "spm.model");

  /** What Python's {@code str.split} takes away. */
  private static final String WHITE_SPACE = "[\\s\u001c-\u001f]+";

  private static final String CONTROLS = "[^\\t\\n\\r\\P{C}]|\uFFFD";
  private static final String PUNCTUATION = "[\\p{P}!-/:-@\\[-`{-~]";

  private final Path directory;
  private final Path file;
  private final TokenizerConfig settings;
  private final JsonNode config;
  private final JapaneseWords words;
  private final Consumer<String> notes;
  private final boolean likeLine;

  JapaneseTokenizer(
      Path directory, TokenizerConfig settings, JapaneseWords words, Consumer<String> notes) {
    this.directory = directory;
    this.file = directory.resolve("tokenizer_config.json");
    this.settings = settings;
    this.config = settings.json();
    this.words = words;
    this.notes = notes;
    this.likeLine = settings.choice().named().name().equals(TokenizerClass.JAPANESE_DISTIL);
  }

  /**
   * Reads.
   *
   * @param rows where the model's table of embeddings ends
   */
  Tokenizer read(int rows) throws IOException {
    String kind = choice("word_tokenizer_type", likeLine ? "mecab" : "basic");
    String parts = choice("subword_tokenizer_type", likeLine ? "sentencepiece" : "wordpiece");
    Base base = parts.equals("sentencepiece") ? ofPieces(rows) : ofWords(rows);
    var kept = new ArrayList<String>(texts(config.path("never_split"), "never_split"));
    base.added().stream().filter(AddedToken::special).map(AddedToken::content).forEach(kept::add);
    Words found = flag("do_word_tokenize", true) ? words(kind, kept) : new Words(null, null);
    var steps = new ArrayList<PreTokenizer>();
    if (found.cut() != null) {
      steps.add(found.cut());
    }
    TokenModel model = new WordLevelModel(base.vocabulary(), base.unknown());
    if (flag("do_subword_tokenize", true)) {
      model =
          switch (parts) {
            case "wordpiece" -> {
              steps.add(
                  new SplitPreTokenizer(
                      new RegexPattern(WHITE_SPACE), SplitBehavior.REMOVED, false));
              yield base.model();
            }
            case "character" -> {
              steps.add(
                  new EachWordPreTokenizer(
                      null, List.of(), new ClusterNormalizer(Form.NFKC), null));
              yield new CharacterModel(base.vocabulary(), base.unknown());
            }
            case "sentencepiece" -> {
              steps.add(new EachWordPreTokenizer(null, List.of(), base.normalizer(), null));
              yield base.model();
            }
            default -> throw unknown("subword_tokenizer_type", parts);
          };
    }
    TokenizerSettings whole = base.tokenizer().settings();
    return new TokenizerBuilder(
            new TokenizerSettings(
                base.added(),
                found.normalizer(),
                steps.isEmpty() ? null : new PreTokenizerSequence(steps),
                model,
                whole.template(),
                whole.specialTokens(),
                whole.modelMaxLength(),
                whole.truncationSide(),
                true))
        .build();
  }

  /**
   * What finds words.
   *
   * @param normalizer what changes the text first; null for nothing
   * @param cut what cuts it; null for one word
   */
  private record Words(Normalizer normalizer, PreTokenizer cut) {}

  private Words words(String kind, List<String> kept) throws IOException {
    return switch (kind) {
      case "basic" -> basic(kept);
      case "mecab" -> mecab(kept);
      case "jumanpp" -> segmented("Juman++", "jumanpp_kwargs", kept);
      case "sudachi" -> segmented("Sudachi", "sudachi_kwargs", kept);
      default -> throw unknown("word_tokenizer_type", kind);
    };
  }

  private Words basic(List<String> kept) {
    var normalizer =
        new NormalizerSequence(
            List.of(
                new ReplaceNormalizer(new RegexPattern(CONTROLS), ""),
                new ClusterNormalizer(Form.NFC)));
    Normalizer change =
        flag("do_lower_case", false)
            ? new NormalizerSequence(
                List.of(
                    new ContextLowercaseNormalizer(),
                    new ClusterNormalizer(Form.NFD),
                    new ReplaceNormalizer(new RegexPattern("\\p{Mn}"), "")))
            : null;
    var marks = new SplitPreTokenizer(new RegexPattern(PUNCTUATION), SplitBehavior.ISOLATED, false);
    var spaces = new SplitPreTokenizer(new RegexPattern(WHITE_SPACE), SplitBehavior.REMOVED, false);
    return new Words(normalizer, new EachWordPreTokenizer(spaces, kept, change, marks));
  }

  private Words mecab(List<String> kept) throws IOException {
    JsonNode kwargs = config.path("mecab_kwargs");
    requireKnown(kwargs, "mecab_kwargs", "normalize_text", "mecab_dic", "mecab_option");
    PreTokenizer finds =
        words.segmented()
            ? new SegmentedPreTokenizer("MeCab")
            : new MecabPreTokenizer(new JapaneseDictionary(file, kwargs, words, notes).open());
    return new Words(form(kwargs), new EachWordPreTokenizer(finds, kept, lowerCase(), null));
  }

  private Words segmented(String program, String key, List<String> kept)
      throws ConversionException {
    if (!words.segmented()) {
      throw new ConversionException(
          "%s: the tokenizer finds words with %s, which is not here; cut the texts into words with it, put spaces between them, and say --segmented"
              .formatted(file, program));
    }
    JsonNode kwargs = config.path(key);
    return new Words(
        form(kwargs),
        new EachWordPreTokenizer(new SegmentedPreTokenizer(program), kept, lowerCase(), null));
  }

  private static Normalizer form(JsonNode kwargs) {
    JsonNode value = kwargs.path("normalize_text");
    return value.isMissingNode() || value.asBoolean(false)
        ? new ClusterNormalizer(Form.NFKC)
        : null;
  }

  private Normalizer lowerCase() {
    return flag("do_lower_case", false) ? new ContextLowercaseNormalizer() : null;
  }

  /** What the options leave out was refused by the reference's program too. */
  private void requireKnown(JsonNode kwargs, String name, String... known)
      throws ConversionException {
    for (String key : kwargs.propertyNames()) {
      if (!List.of(known).contains(key)) {
        throw new ConversionException(
            "%s: \"%s\" in \"%s\" is not supported, only %s%s"
                .formatted(
                    file,
                    key,
                    name,
                    String.join(", ", known),
                    List.of("do_lower_case", "never_split").contains(key)
                        ? "; it belongs outside of \"%s\"".formatted(name)
                        : ""));
      }
    }
  }

  /**
   * Tokens, their numbers and what is put around texts.
   *
   * @param tokenizer has the template and roles
   * @param added the added tokens, which are found exactly as they are written
   * @param vocabulary the model's tokens
   * @param model what cuts a word into pieces
   * @param unknown number of the unknown token
   * @param normalizer what changes a word before it is cut; null for nothing
   */
  private record Base(
      Tokenizer tokenizer,
      List<AddedToken> added,
      Vocabulary vocabulary,
      TokenModel model,
      int unknown,
      Normalizer normalizer) {}

  /** BERT's own tokenizer has the same tokens and the same template. */
  private Base ofWords(int rows) throws IOException {
    Path path = directory.resolve(WORDS_FILE);
    if (!Files.exists(path)) {
      throw new ConversionException(
          "%s: the tokenizer %s needs %s, which is not there"
              .formatted(directory, settings.choice().named().name(), WORDS_FILE));
    }
    JsonNode root = BareVocabulary.lines("WordPiece", TokenizerReader.lines(path));
    Tokenizer bert =
        new TokenizerJson(path, root, Treatment.BERT, settings, notes).read(rows, false);
    TokenModel model = bert.settings().model();
    return new Base(
        bert,
        exact(bert.settings().addedTokens()),
        model.vocabulary(),
        model,
        model.unknown(),
        null);
  }

  private Base ofPieces(int rows) throws IOException {
    JsonNode kwargs = config.path("sp_model_kwargs");
    if (kwargs.isObject() && !kwargs.isEmpty()) {
      throw new ConversionException(
          "%s: \"sp_model_kwargs\" is %s; options of SentencePiece are not supported"
              .formatted(file, kwargs));
    }
    var pieces = new JapanesePieces(SentencePieceModel.read(pieceFile()));
    var numbers = new AddedTokenNumbers(pieces::id, pieces.size());
    settings.added().forEach(numbers::add);
    numbers.check(settings.added(), pieces::token, file, notes);
    Map<String, AddedToken> defaults = new ClassPipeline(Treatment.BERT, config, config).defaults();
    for (AddedToken token : DeclaredTokens.of(config, defaults)) {
      if (!numbers.has(token.content())) {
        if (numbers.number(token.content()) >= rows) {
          notes.accept(
              ("the special token \"%s\" would have the number %d, after the %d rows of the"
                      + " embedding table; it is left out, and read like any other text")
                  .formatted(token.content(), numbers.number(token.content()), rows));
        } else {
          numbers.add(token);
        }
      }
    }
    var builder = new TokenizerBuilder().model(pieces.model());
    numbers.all().forEach(builder::addedToken);
    builder
        .bertTemplate(
            required("cls_token", "[CLS]", numbers), required("sep_token", "[SEP]", numbers))
        .specialTokens(
            TokenizerReader.specialTokens(
                settings.roles(),
                List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]"),
                name -> numbers.has(name) ? numbers.number(name) : pieces.id(name)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .truncationSide(TokenizerReader.truncationSide(config, "right"));
    return new Base(
        builder.build(),
        exact(numbers.all()),
        pieces.vocabulary(),
        pieces.model(),
        pieces.unknown(),
        new NormalizerSequence(
            List.of(
                new ReplaceNormalizer(
                    new RegexPattern("\\A" + WHITE_SPACE + "|" + WHITE_SPACE + "\\z"), ""),
                new ReplaceNormalizer(new RegexPattern(WHITE_SPACE), " "),
                new ReplaceNormalizer(new LiteralPattern("``"), "\""),
                new ReplaceNormalizer(new LiteralPattern("''"), "\""),
                pieces.normalizer())));
  }

  private Path pieceFile() throws ConversionException {
    for (String name : PIECE_FILES) {
      if (Files.exists(directory.resolve(name))) {
        return directory.resolve(name);
      }
    }
    throw new ConversionException(
        "%s: the tokenizer %s needs a SentencePiece file, %s, which is not there"
            .formatted(
                directory, settings.choice().named().name(), String.join(" or ", PIECE_FILES)));
  }

  private int required(String role, String absent, AddedTokenNumbers numbers)
      throws ConversionException {
    String name = TokenizerReader.content(config, role, absent);
    if (!numbers.has(name)) {
      throw new ConversionException(
          "%s: the vocabulary lacks the token \"%s\"".formatted(directory, name));
    }
    return numbers.number(name);
  }

  /** The program looks for added tokens in the text as it was given. */
  private static List<AddedToken> exact(List<AddedToken> added) {
    return added.stream()
        .map(
            token ->
                new AddedToken(
                    token.id(),
                    token.content(),
                    token.singleWord(),
                    token.leftStrip(),
                    token.rightStrip(),
                    false,
                    token.special()))
        .toList();
  }

  private boolean flag(String key, boolean absent) {
    JsonNode value = config.path(key);
    return value.isMissingNode() ? absent : value.asBoolean(false);
  }

  private String choice(String key, String absent) {
    return config.path(key).asString(absent).toLowerCase(Locale.ROOT);
  }

  private List<String> texts(JsonNode node, String key) throws ConversionException {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (JsonNode each : node.isArray() ? node : List.of(node)) {
      if (!each.isString()) {
        throw new ConversionException(
            "%s: \"%s\" is %s instead of a list of words".formatted(file, key, node));
      }
      texts.add(each.asString());
    }
    return texts;
  }

  /** That tokenizer.json has no words for its parts. */
  static ConversionException notDescribed() {
    return new ConversionException(
        "the tokenizer finds words of Japanese with a program, which tokenizer.json cannot"
            + " describe");
  }

  private ConversionException unknown(String key, String value) {
    return new ConversionException(
        "%s: \"%s\" is \"%s\", which is not known".formatted(file, key, value));
  }
}
