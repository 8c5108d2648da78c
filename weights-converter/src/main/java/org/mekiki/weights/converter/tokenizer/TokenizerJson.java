package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.tokenizer.TokenizerClass.Treatment;
import tools.jackson.databind.JsonNode;

/**
 * The tokenizer that {@code tokenizer.json} describes, or that a class of the reference library
 * builds of its vocabulary.
 */
final class TokenizerJson {
  private final Path path;
  private final TokenizerConfig settings;
  private final Consumer<String> notes;
  private final JsonNode config;
  private final JsonNode root;
  private final ClassPipeline pipeline;

  /**
   * Prepares.
   *
   * @param path the file, for messages
   * @param root its content; a bare vocabulary in the same form
   * @param treatment what the directory's class asks for
   */
  TokenizerJson(
      Path path,
      JsonNode root,
      Treatment treatment,
      TokenizerConfig settings,
      Consumer<String> notes) {
    this.path = path;
    this.root = root;
    this.settings = settings;
    this.notes = notes;
    this.config = settings.json();
    var own = treatment.builds() ? new ClassPipeline(treatment, config, root) : null;
    boolean fits = own == null || own.fits();
    if (!fits) {
      notes.accept(
          "%s has a different kind of model than %s; it is followed as it is"
              .formatted(path.getFileName(), settings.choice().named().name()));
    }
    this.pipeline = fits ? own : null;
  }

  /**
   * Reads.
   *
   * @param rows where the model's table of embeddings ends: tokens behind it that are merely named
   *     are left out, and told
   * @param described whether the file says more than a vocabulary
   */
  Tokenizer read(int rows, boolean described) throws IOException {
    if (!root.path("model").isObject()) {
      throw new ConversionException(path + " describes no model");
    }
    List<AddedToken> inFile = addedTokens(root.path("added_tokens"));
    TokenModel model =
        new ModelReader(
                node(pipeline == null ? root.path("model") : pipeline.model(), "model"), inFile)
            .read();
    AddedTokenNumbers numbers = numbers(inFile, model, rows, described);
    JsonNode post =
        pipeline == null
            ? root.path("post_processor")
            : pipeline.postProcessor(name -> required(name, model, numbers));
    var parts =
        new Parts(
            pipeline == null ? root.path("normalizer") : pipeline.normalizer(),
            pipeline == null ? root.path("pre_tokenizer") : pipeline.preTokenizer(),
            post);
    Tokenizer tokenizer = build(parts, model, numbers);
    if (pipeline != null && described) {
      tell(tokenizer, model, numbers);
    }
    return tokenizer;
  }

  /** The parts of a pipeline around its model, as JSON. */
  private record Parts(JsonNode normalizer, JsonNode preTokenizer, JsonNode postProcessor) {}

  private Tokenizer build(Parts parts, TokenModel model, AddedTokenNumbers numbers)
      throws ConversionException {
    var builder = new TokenizerBuilder();
    builder.normalizer(NormalizerReader.read(node(parts.normalizer(), "normalizer")));
    builder.preTokenizer(PreTokenizerReader.read(node(parts.preTokenizer(), "pre-tokenizer")));
    builder.model(model);
    numbers.all().forEach(builder::addedToken);
    new PostProcessorReader(builder, settings.typeless())
        .read(node(parts.postProcessor(), "post-processor"));
    builder.truncationSide(
        TokenizerReader.truncationSide(
            config, root.path("truncation").path("direction").asString("right")));
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(
                settings.roles(), defaults(model, numbers), name -> id(name, model, numbers)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .build();
  }

  private TokenizerNode node(JsonNode json, String component) {
    return new TokenizerNode(path, component, json);
  }

  private List<AddedToken> addedTokens(JsonNode list) throws ConversionException {
    var added = new ArrayList<AddedToken>();
    for (JsonNode json : list) {
      var token = new TokenizerNode(path, "added token", json);
      if (!token.text("content", "").isEmpty()) {
        added.add(TokenizerConfig.token(token, token.number("id", -1), true));
      }
    }
    return added;
  }

  /** Numbers the file's tokens, then those of the lists beside it, then those that are named. */
  private AddedTokenNumbers numbers(
      List<AddedToken> inFile, TokenModel model, int rows, boolean described)
      throws ConversionException {
    var vocabulary = model.vocabulary();
    int size = (int) vocabulary.tokens().stream().filter(Objects::nonNull).count();
    var numbers = new AddedTokenNumbers(vocabulary::id, size);
    List<AddedToken> listed = listed(inFile);
    if (pipeline == null) {
      inFile.forEach(numbers::add);
    }
    listed.forEach(numbers::add);
    var all = new ArrayList<AddedToken>(listed);
    if (pipeline == null) {
      inFile.stream().filter(token -> !isIn(listed, token)).forEach(all::add);
    }
    numbers.check(all, vocabulary::token, path, notes);
    Map<String, AddedToken> defaults = pipeline == null ? Map.of() : pipeline.defaults();
    if (pipeline != null && !described) {
      for (String name : pipeline.assumed()) {
        if (numbers.number(name) != model.vocabulary().id(name) && !numbers.has(name)) {
          throw new ConversionException(
              "%s: the vocabulary lacks the token \"%s\"".formatted(path, name));
        }
      }
    }
    JsonNode declaring = pipeline == null ? config : pipeline.declaring();
    for (AddedToken token : DeclaredTokens.of(declaring, defaults)) {
      if (numbers.has(token.content())) {
        continue;
      }
      if (numbers.number(token.content()) < rows) {
        numbers.add(token);
      } else {
        notes.accept(
            ("the special token \"%s\" would have the number %d, after the %d rows of the embedding"
                    + " table; it is left out, and read like any other text")
                .formatted(token.content(), numbers.number(token.content()), rows));
      }
    }
    return numbers;
  }

  private static boolean isIn(List<AddedToken> tokens, AddedToken token) {
    return tokens.stream().anyMatch(one -> one.content().equals(token.content()));
  }

  /** The tokens that lists name; where tokenizer_config.json has none, the file's own count. */
  private List<AddedToken> listed(List<AddedToken> inFile) {
    var byNumber = new java.util.TreeMap<Integer, AddedToken>();
    settings.added().stream()
        .filter(token -> !token.content().isEmpty())
        .forEach(token -> byNumber.put(token.id(), token));
    if (settings.hasDecoder()) {
      return List.copyOf(byNumber.values());
    }
    var shared = new ArrayList<AddedToken>();
    for (AddedToken token : inFile) {
      AddedToken before = byNumber.put(token.id(), token);
      if (before != null && inFile.contains(before)) {
        shared.add(before); // two of the file with one number, which are refused
      }
    }
    shared.addAll(byNumber.values());
    return shared;
  }

  private static int required(String name, TokenModel model, AddedTokenNumbers numbers) {
    int id = id(name, model, numbers);
    if (id < 0) {
      throw new IllegalArgumentException(
          "the vocabulary lacks the token \"%s\", which is added at the beginning or end of texts"
              .formatted(name));
    }
    return id;
  }

  private static int id(String name, TokenModel model, AddedTokenNumbers numbers) {
    return numbers.has(name) ? numbers.number(name) : model.vocabulary().id(name);
  }

  private List<String> defaults(TokenModel model, AddedTokenNumbers numbers) {
    if (pipeline != null) {
      Map<String, AddedToken> own = pipeline.defaults();
      return TokenizerConfig.ROLES.stream().map(role -> own.get(role).content()).toList();
    }
    boolean roberta = id("<s>", model, numbers) >= 0 && id("[CLS]", model, numbers) < 0;
    return roberta
        ? List.of("<s>", "</s>", "<pad>", "<mask>", "<unk>")
        : List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
  }

  /** Tells where the file describes another pipeline than the one that the class builds. */
  private void tell(Tokenizer built, TokenModel model, AddedTokenNumbers numbers)
      throws ConversionException {
    var others = new ArrayList<String>();
    var whole =
        new Parts(root.path("normalizer"), root.path("pre_tokenizer"), root.path("post_processor"));
    try {
      Tokenizer described = build(whole, model, numbers);
      if (!NormalizerWriter.write(described.settings().normalizer())
          .equals(NormalizerWriter.write(built.settings().normalizer()))) {
        others.add("normalizer");
      }
      if (!PreTokenizerWriter.write(described.settings().preTokenizer())
          .equals(PreTokenizerWriter.write(built.settings().preTokenizer()))) {
        others.add("pre-tokenizer");
      }
      if (!PostProcessorWriter.write(described).equals(PostProcessorWriter.write(built))) {
        others.add("post-processor");
      }
    } catch (ConversionException | IllegalArgumentException e) {
      others.add("pipeline");
    }
    if (!pipeline.sameOptions()) {
      others.add("model options");
    }
    if (!others.isEmpty()) {
      notes.accept(
          ("tokenizer.json has a different %s than the class %s with its options in"
                  + " tokenizer_config.json; the class is followed, as in the reference library"
                  + " (\"%s\" as \"tokenizer_class\" there follows tokenizer.json)")
              .formatted(
                  String.join(" and ", others),
                  settings.choice().named().name(),
                  TokenizerClass.PLAIN));
    }
  }

  /** A token's number; −1 for anything else. */
  static int number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() ? node.asInt() : -1;
  }
}
