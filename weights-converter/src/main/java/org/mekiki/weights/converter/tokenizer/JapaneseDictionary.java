package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.mekiki.transformer.mecab.Mecab;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.mecab.MecabWord;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/** Finds MeCab's dictionary for a directory, by {@code mecab_kwargs} or by what the user gave. */
final class JapaneseDictionary {
  private static final String LITE = "unidic_lite";
  private static final String IPADIC = "ipadic";
  private static final String UNIDIC = "unidic";

  /** Fields that a dictionary's entry has at least, by which IPADIC and UniDic are told apart. */
  private static final int FIELDS_OF_UNIDIC = 17;

  private static final int FIELDS_OF_UNIDIC_3 = 29;
  private static final int FIELDS_OF_IPADIC = 9;
  private static final int FIELDS_OF_JUMAN = 7;

  private final Path file;
  private final JsonNode kwargs;
  private final JapaneseWords words;
  private final Consumer<String> notes;

  /**
   * Prepares.
   *
   * @param file {@code tokenizer_config.json}, for messages
   * @param kwargs {@code mecab_kwargs}
   * @param words what the user said
   * @param notes is told which dictionary was found
   */
  JapaneseDictionary(Path file, JsonNode kwargs, JapaneseWords words, Consumer<String> notes) {
    this.file = file;
    this.kwargs = kwargs;
    this.words = words;
    this.notes = notes;
  }

  MecabDictionary open() throws IOException {
    MecabOptions options =
        MecabOptions.of(kwargs.path("mecab_option").asString(""), file.toString());
    String name = name();
    Path folder;
    List<Path> users = options.users();
    if (words.dictionary().isPresent()) {
      folder = MecabPlaces.require(words.dictionary().get(), "--mecab-dictionary names it");
    } else if (options.dictionary().isPresent()) {
      folder =
          MecabPlaces.require(
              options.dictionary().get(), "\"mecab_option\" in %s names it".formatted(file));
    } else if (name == null) {
      MecabOptions usual =
          MecabPlaces.usual()
              .orElseThrow(
                  () ->
                      new ConversionException(
                          "%s asks for the dictionary that MeCab takes by itself, but there is no mecabrc that names one; give --mecab-dictionary DIR"
                              .formatted(file)));
      folder = usual.dictionary().orElseThrow();
      users = users.isEmpty() ? usual.users() : users;
    } else {
      folder = MecabPlaces.named(name).orElseThrow(() -> missing(name));
    }
    MecabDictionary dictionary = MecabDictionary.open(folder, users);
    requireKind(name, dictionary, folder);
    if (words.dictionary().isEmpty()) {
      notes.accept("words are found with MeCab's dictionary in " + folder);
    }
    return dictionary;
  }

  /** The dictionary that is asked for; null for the one that MeCab takes by itself. */
  private String name() throws ConversionException {
    JsonNode node = kwargs.path("mecab_dic");
    if (node.isNull()) {
      return null;
    }
    if (node.isMissingNode()) {
      // Until 2025 it was the default of the reference library, with which such models were made.
      notes.accept(
          "%s names no \"mecab_dic\"; ipadic is taken, with which models that leave it out were made"
              .formatted(file));
      return IPADIC;
    }
    String name = node.asString("");
    if (!List.of(IPADIC, LITE, UNIDIC).contains(name)) {
      throw new ConversionException(
          "%s: \"mecab_dic\" is %s; it can be ipadic, unidic_lite, unidic or null"
              .formatted(file, node));
    }
    return name;
  }

  private ConversionException missing(String name) {
    String remedy =
        switch (name) {
          case IPADIC -> "install it (mecab-ipadic-utf8 on Debian, mecab-ipadic with Homebrew)";
          default ->
              "it comes with the Python package %s, in the folder that python -c 'import %s; print(%s.DICDIR)' prints"
                  .formatted(name, name, name);
        };
    return new ConversionException(
        "%s asks for MeCab's dictionary %s, which is in none of the usual places; give its folder with --mecab-dictionary DIR: %s"
            .formatted(file, name, remedy));
  }

  private void requireKind(String name, MecabDictionary dictionary, Path folder)
      throws ConversionException {
    int fields = fields(dictionary);
    String kind =
        fields >= FIELDS_OF_UNIDIC
            ? UNIDIC
            : fields == FIELDS_OF_IPADIC ? IPADIC : fields == FIELDS_OF_JUMAN ? "jumandic" : null;
    boolean known = name != null && kind != null;
    if (known && !name.startsWith(kind)) {
      throw new ConversionException(
          "%s asks for MeCab's dictionary %s, but %s has the entries of %s; give another folder with --mecab-dictionary DIR, or, if this one is meant, set \"mecab_dic\" to null there"
              .formatted(file, name, folder, kind));
    }
    if (known && name.equals(LITE) && fields >= FIELDS_OF_UNIDIC_3) {
      notes.accept(
          "%s asks for unidic_lite, a version of UniDic 2.1.2, but %s has the entries of UniDic 3: words will be cut at other places than the model learnt"
              .formatted(file, folder));
    } else if (known && name.equals(UNIDIC) && fields < FIELDS_OF_UNIDIC_3) {
      notes.accept(
          "%s asks for unidic, which is UniDic 3, but %s has the entries of an older one: words will be cut at other places than the model learnt"
              .formatted(file, folder));
    }
  }

  /** Fields of the entry of a word that every dictionary has; 0 where it has none. */
  private static int fields(MecabDictionary dictionary) {
    for (String word : List.of("本", "人", "。", "の")) {
      List<MecabWord> found = Mecab.of(dictionary).words(word);
      if (found.size() == 1 && !found.getFirst().unknown()) {
        return count(found.getFirst().feature());
      }
    }
    return 0;
  }

  /** Fields of a line of comma-separated values; commas in quotes are part of one. */
  private static int count(String feature) {
    int fields = 1;
    boolean quoted = false;
    for (int i = 0; i < feature.length(); i++) {
      char c = feature.charAt(i);
      quoted ^= c == '"';
      fields += c == ',' && !quoted ? 1 : 0;
    }
    return fields;
  }
}
