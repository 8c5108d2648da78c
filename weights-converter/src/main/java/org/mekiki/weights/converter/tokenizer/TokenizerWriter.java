package org.mekiki.weights.converter.tokenizer;

import static org.mekiki.weights.converter.tokenizer.NormalizerWriter.typed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.mekiki.transformer.file.WholeFile;
import org.mekiki.transformer.tokenizer.SpecialTokens;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerSettings;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordPieceModel;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ByteLevelPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a tokenizer as a Hugging Face directory has it, which {@link TokenizerReader} reads. */
public final class TokenizerWriter {
  private TokenizerWriter() {}

  /**
   * Writes {@code tokenizer.json}, {@code tokenizer_config.json}, {@code special_tokens_map.json};
   * beside them {@code vocab.txt} of WordPiece, or {@code vocab.json} and {@code merges.txt} of
   * byte-level pairs, where these say everything.
   *
   * @param types whether the model tells token types apart
   * @throws ConversionException if the tokenizer has a component that the format does not know
   */
  public static void write(Tokenizer tokenizer, boolean types, Path folder) throws IOException {
    JsonFile.write(json(tokenizer), folder.resolve("tokenizer.json"));
    ObjectNode roles = roles(tokenizer);
    JsonFile.write(roles, folder.resolve("special_tokens_map.json"));
    JsonFile.write(config(tokenizer, roles, types), folder.resolve("tokenizer_config.json"));
    writeVocabulary(tokenizer.settings(), folder);
  }

  private static ObjectNode json(Tokenizer tokenizer) throws ConversionException {
    TokenizerSettings settings = tokenizer.settings();
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (AddedToken token : settings.addedTokens()) {
      added
          .addObject()
          .put("id", token.id())
          .put("content", token.content())
          .put("single_word", token.singleWord())
          .put("lstrip", token.leftStrip())
          .put("rstrip", token.rightStrip())
          .put("normalized", token.normalized())
          .put("special", token.special());
    }
    root.set("normalizer", NormalizerWriter.write(settings.normalizer()));
    root.set("pre_tokenizer", PreTokenizerWriter.write(settings.preTokenizer()));
    root.set("post_processor", PostProcessorWriter.write(tokenizer));
    root.set("decoder", decoder(settings));
    root.set("model", TokenModelWriter.write(tokenizer));
    return root;
  }

  /** What makes text of tokens again, for programs that do; nothing here reads it. */
  private static JsonNode decoder(TokenizerSettings settings) {
    if (settings.model() instanceof WordPieceModel wordPiece) {
      return typed("WordPiece").put("prefix", wordPiece.prefix()).put("cleanup", true);
    }
    if (settings.model() instanceof BpeModel bpe && !bpe.options().endSuffix().isEmpty()) {
      return typed("BPEDecoder").put("suffix", bpe.options().endSuffix());
    }
    return decoder(settings.preTokenizer());
  }

  private static JsonNode decoder(PreTokenizer preTokenizer) {
    return switch (preTokenizer) {
      case ByteLevelPreTokenizer(boolean prefixSpace, boolean _) ->
          PreTokenizerWriter.byteLevel(prefixSpace).put("use_regex", true);
      case MetaspacePreTokenizer metaspace -> PreTokenizerWriter.metaspace(metaspace);
      case PreTokenizerSequence sequence -> decoder(sequence.steps().getLast());
      case null, default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private static ObjectNode roles(Tokenizer tokenizer) {
    SpecialTokens special = tokenizer.specialTokens();
    List<OptionalInt> numbers =
        List.of(special.cls(), special.sep(), special.pad(), special.mask(), special.unk());
    ObjectNode roles = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < numbers.size(); i++) {
      // To name a token is to declare it special: others have their roles by their usual names.
      if (numbers.get(i).isPresent() && isAdded(tokenizer, numbers.get(i).getAsInt())) {
        roles.put(TokenizerConfig.ROLES.get(i), tokenizer.tokenOf(numbers.get(i).getAsInt()));
      }
    }
    return roles;
  }

  private static boolean isAdded(Tokenizer tokenizer, int id) {
    return tokenizer.settings().addedTokens().stream().anyMatch(token -> token.id() == id);
  }

  /** The class that takes everything from tokenizer.json as it stands there. */
  private static ObjectNode config(Tokenizer tokenizer, ObjectNode roles, boolean types) {
    ObjectNode config = roles.deepCopy().put("tokenizer_class", "PreTrainedTokenizerFast");
    config.put("clean_up_tokenization_spaces", false);
    tokenizer.modelMaxLength().ifPresent(length -> config.put("model_max_length", length));
    config.put("truncation_side", tokenizer.truncationSide().name().toLowerCase(Locale.ROOT));
    // For readers of the bare vocabulary.
    if (tokenizer.settings().normalizer()
        instanceof BertNormalizer(boolean _, boolean ideographs, boolean accents, boolean lower)) {
      config.put("do_lower_case", lower).put("strip_accents", accents);
      config.put("tokenize_chinese_chars", ideographs);
    }
    ArrayNode inputs = config.putArray("model_input_names").add("input_ids");
    if (types) {
      inputs.add("token_type_ids");
    }
    inputs.add("attention_mask");
    return config;
  }

  private static void writeVocabulary(TokenizerSettings settings, Path folder) throws IOException {
    Vocabulary vocabulary = settings.model().vocabulary();
    boolean whole =
        vocabulary.tokens().stream().allMatch(token -> token != null && isLine(token))
            && settings.addedTokens().stream()
                .allMatch(token -> vocabulary.id(token.content()) == token.id());
    if (!whole) {
      return;
    }
    if (settings.model() instanceof WordPieceModel) {
      WholeFile.writeText(folder.resolve("vocab.txt"), withEnds(vocabulary.tokens()));
    } else if (settings.model() instanceof BpeModel bpe
        && settings.preTokenizer() instanceof ByteLevelPreTokenizer) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      TokenModelWriter.putVocabulary(vocabulary, node);
      JsonFile.write(node.path("vocab"), folder.resolve("vocab.json"));
      WholeFile.writeText(folder.resolve("merges.txt"), merges(bpe.merges()));
    }
  }

  private static boolean isLine(String token) {
    return token.indexOf('\n') < 0 && token.indexOf('\r') < 0;
  }

  private static String merges(List<String> parts) {
    var lines = new java.util.ArrayList<String>(List.of("#version: 0.2"));
    for (int i = 0; i < parts.size(); i += 2) {
      lines.add(parts.get(i) + " " + parts.get(i + 1));
    }
    return withEnds(lines);
  }

  private static String withEnds(List<String> lines) {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
