package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.normalizer.LowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer.Prefix;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/**
 * The tokenizer of rinna's RoBERTa models: SentencePiece as T5's program calls it, and before a
 * text the token that the model's card tells users to write there by hand.
 */
final class RinnaTokenizer {
  private static final String FILE = "spiece.model";
  private static final List<String> ROLES = List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "<unk>");

  private final Path directory;
  private final TokenizerConfig settings;
  private final JsonNode config;
  private final Consumer<String> notes;

  RinnaTokenizer(Path directory, TokenizerConfig settings, Consumer<String> notes) {
    this.directory = directory;
    this.settings = settings;
    this.config = settings.json();
    this.notes = notes;
  }

  Tokenizer read() throws IOException {
    Path path = directory.resolve(FILE);
    if (!Files.exists(path)) {
      throw new ConversionException(
          "%s: a RoBERTa model with T5Tokenizer needs %s, which is not there"
              .formatted(directory, FILE));
    }
    var pieces = new JapanesePieces(SentencePieceModel.read(path));
    var numbers = new AddedTokenNumbers(pieces::id, pieces.size());
    settings.added().forEach(numbers::add);
    numbers.check(settings.added(), pieces::token, directory, notes);
    for (AddedToken token : DeclaredTokens.of(config, Map.of())) {
      // What the file lacks has no row in the model's table: T5's hundred places among them.
      if (!numbers.has(token.content()) && pieces.id(token.content()) >= 0) {
        numbers.add(token);
      }
    }
    int cls = required("cls_token", 0, pieces, numbers);
    int sep = required("sep_token", 1, pieces, numbers);
    boolean lower = config.path("do_lower_case").asBoolean(false);
    notes.accept(
        "as the card of rinna's models says, %s is put before a text and nothing behind it,%s and positions are counted from 0; a second text stands behind %s"
            .formatted(
                name("cls_token", 0),
                lower ? " letters become lower case," : "",
                name("sep_token", 1)));
    var builder = new TokenizerBuilder().normalizer(normalizer(pieces, lower));
    builder
        .preTokenizer(new MetaspacePreTokenizer(0x2581, Prefix.NEVER, false))
        .model(pieces.plainModel());
    numbers.all().stream().map(RinnaTokenizer::exact).forEach(builder::addedToken);
    for (boolean ofPair : new boolean[] {false, true}) {
      builder.templateToken(ofPair, cls, 0).templateText(ofPair, 0, 0);
    }
    builder.templateToken(true, sep, 0).templateText(true, 1, 0);
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(
                settings.roles(),
                ROLES,
                name -> numbers.has(name) ? numbers.number(name) : pieces.id(name)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config))
        .truncationSide(TokenizerReader.truncationSide(config, "right"))
        .build();
  }

  private static Normalizer normalizer(JapanesePieces pieces, boolean lower) {
    return lower
        ? new NormalizerSequence(List.of(new LowercaseNormalizer(), pieces.normalizer()))
        : pieces.normalizer();
  }

  private static AddedToken exact(AddedToken token) {
    return new AddedToken(
        token.id(),
        token.content(),
        token.singleWord(),
        token.leftStrip(),
        token.rightStrip(),
        false,
        token.special());
  }

  private String name(String role, int number) {
    return TokenizerReader.content(config, role, ROLES.get(number));
  }

  private int required(String role, int number, JapanesePieces pieces, AddedTokenNumbers numbers)
      throws ConversionException {
    String name = name(role, number);
    int id = numbers.has(name) ? numbers.number(name) : pieces.id(name);
    if (id < 0) {
      throw new ConversionException(
          "%s: the vocabulary lacks the token \"%s\"".formatted(directory, name));
    }
    return id;
  }
}
