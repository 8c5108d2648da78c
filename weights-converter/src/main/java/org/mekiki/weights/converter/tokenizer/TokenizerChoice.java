package org.mekiki.weights.converter.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.tokenizer.TokenizerClass.Treatment;
import tools.jackson.databind.JsonNode;

/**
 * Which tokenizer a directory asks for: the class that {@code tokenizer_config.json} names, else
 * that of {@code config.json}, else that of the model's type.
 *
 * @param named the class; null where nothing says one
 * @param file the file that names it, or whose {@code model_type} implies it
 */
record TokenizerChoice(TokenizerClass named, String file) {
  private static final String CLASS = "tokenizer_class";
  private static final String CONFIG = "config.json";
  private static final String OWN = "tokenizer_config.json";

  /** Types of models whose class the reference library overrules with tokenizer.json. */
  private static final List<String> ALWAYS_FILE = List.of("modernbert", "xlm-roberta-xl");

  /**
   * Looks.
   *
   * @param tokenizer {@code tokenizer_config.json}
   * @param model {@code config.json}
   */
  static TokenizerChoice of(JsonNode tokenizer, JsonNode model) {
    String type = model.path("model_type").asString("").toLowerCase(Locale.ROOT);
    String own = tokenizer.path(CLASS).asString("");
    String name = own.isEmpty() ? model.path(CLASS).asString("") : own;
    if (!name.isEmpty()) {
      TokenizerClass named = TokenizerClass.of(name);
      if (type.equals("roberta") && named.name().equals(TokenizerClass.RINNA.name())) {
        return new TokenizerChoice(TokenizerClass.RINNA, own.isEmpty() ? CONFIG : OWN);
      }
      boolean overruled = ALWAYS_FILE.contains(type) && named.treatment() != Treatment.REFUSED;
      return new TokenizerChoice(
          overruled ? TokenizerClass.of(TokenizerClass.PLAIN) : named,
          own.isEmpty() ? CONFIG : OWN);
    }
    if (tokenizer.path("word_tokenizer_type").isString()) {
      return new TokenizerChoice(TokenizerClass.of(TokenizerClass.JAPANESE), OWN);
    }
    return new TokenizerChoice(TokenizerClass.ofModel(type), CONFIG);
  }

  /** What becomes of the directory; {@link Treatment#FILE} where nothing says a class. */
  Treatment treatment() {
    return named == null ? Treatment.FILE : named.treatment();
  }

  /**
   * Refuses what cannot be, and tells of what may be another tokenizer than the directory's own.
   *
   * @param described whether there is a {@code tokenizer.json}
   */
  void check(Path directory, JsonNode tokenizer, boolean described, Consumer<String> notes)
      throws ConversionException {
    if (treatment() == Treatment.REFUSED) {
      throw new ConversionException(
          ("%s: the tokenizer is %s, which is not supported: %s; if a tokenizer.json there gives"
                  + " the same tokens, name \"%s\" as \"%s\" in %s")
              .formatted(
                  directory.resolve(file),
                  named.name() + words(tokenizer),
                  named.reason(),
                  TokenizerClass.PLAIN,
                  CLASS,
                  OWN));
    }
    boolean code = hasCode(tokenizer);
    boolean nobodys = named == null || treatment() == Treatment.UNKNOWN;
    if (described && nobodys && isSlowCode(tokenizer)) {
      throw new ConversionException(
          ("%s: the tokenizer is code of its own (\"auto_map\"), which is not run, and which a"
               + " tokenizer.json does not describe; if the one there gives the same tokens, name"
               + " \"%s\" as \"%s\", and take \"auto_map\" away")
              .formatted(directory.resolve(OWN), TokenizerClass.PLAIN, CLASS));
    }
    boolean guessed = treatment() == Treatment.UNKNOWN || treatment() == Treatment.FILE_TOLD;
    if (!described && (guessed || code && named == null)) {
      throw new ConversionException(
          ("%s: the tokenizer is %s, which is read from tokenizer.json alone, but there is none;"
                      + " the reference library writes it:"
                      + " AutoTokenizer.from_pretrained(DIR).save_pretrained(DIR)")
                  .formatted(
                      directory.resolve(file), named == null ? "code of its own" : named.name())
              + (tokenizer.path("word_tokenizer_type").isString()
                  ? "; if it finds words and pieces as %s does, name that as \"%s\""
                      .formatted(TokenizerClass.JAPANESE, CLASS)
                  : ""));
    }
    if (treatment() == Treatment.UNKNOWN) {
      notes.accept(
          "%s names the tokenizer \"%s\", which is unknown; tokenizer.json is followed as it is"
              .formatted(file, named.name()));
    } else if (treatment() == Treatment.FILE_TOLD || described && treatment() == Treatment.MLUKE) {
      notes.accept(
          ("tokenizer.json is followed as it is; for %s the reference library builds a pipeline"
                  + " of its own around the vocabulary")
              .formatted(named.name()));
    }
    if (code && treatment() != Treatment.JAPANESE && treatment() != Treatment.RINNA) {
      notes.accept(
          "%s names code for the tokenizer (\"auto_map\"), which is not run".formatted(OWN));
    }
  }

  private static boolean hasCode(JsonNode tokenizer) {
    JsonNode map = tokenizer.path("auto_map");
    return map.isArray() || map.isString() || map.has("AutoTokenizer");
  }

  /** Whether the code is that of a Python program alone: the second of the two classes is fast. */
  private static boolean isSlowCode(JsonNode tokenizer) {
    JsonNode map = tokenizer.path("auto_map");
    JsonNode classes = map.isArray() ? map : map.path("AutoTokenizer");
    return hasCode(tokenizer) && !classes.path(1).isString();
  }

  private static String words(JsonNode tokenizer) {
    String words = tokenizer.path("word_tokenizer_type").asString("");
    String parts = tokenizer.path("subword_tokenizer_type").asString("");
    return words.isEmpty() && parts.isEmpty()
        ? ""
        : " (%s)".formatted(String.join(", ", List.of(words, parts)).replaceAll("^, |, $", ""));
  }
}
