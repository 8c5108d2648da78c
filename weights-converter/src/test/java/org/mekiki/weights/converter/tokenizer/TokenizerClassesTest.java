package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.tokenizer.TokenizerClass.Treatment;

/** No directory's tokenizer is another one in silence; docs/tokenizer-classes.md is the table. */
final class TokenizerClassesTest {
  private static final Path FILE = Path.of("../docs/tokenizer-classes.md");
  private static final String WORDS = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n";
  private static final String DESCRIBED =
      """
      {"added_tokens": [], "normalizer": {"type": "BertNormalizer", "lowercase": true}, \
       "pre_tokenizer": {"type": "BertPreTokenizer"}, \
       "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]}, \
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": \
         {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "film": 5}}}
      """;

  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content.replace('\'', '"'));
  }

  private Tokenizer read() throws IOException {
    notes.clear();
    return TokenizerReader.read(folder, Integer.MAX_VALUE, notes::add);
  }

  private void refused(String... words) {
    var thrown = assertThrows(ConversionException.class, this::read);
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    }
  }

  /** Every class that is known: what happens is what its row says. */
  @Test
  void everyClassIsTreatedAsItsRowSays() throws IOException {
    write("tokenizer.json", DESCRIBED);
    for (TokenizerClass each : TokenizerClass.all()) {
      for (String suffix : List.of("", "Fast")) {
        write("tokenizer_config.json", "{'tokenizer_class': '" + each.name() + suffix + "'}");
        if (each.treatment() == Treatment.JAPANESE) {
          refused(each.name(), "which is not there");
        } else if (each.treatment() == Treatment.REFUSED) {
          refused(each.name(), each.reason(), "PreTrainedTokenizerFast");
        } else {
          read();
          boolean right = each.treatment() == Treatment.BERT || each.treatment() == Treatment.FILE;
          assertEquals(right, notes.isEmpty(), each.name() + notes);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokenizer_config.json | {'tokenizer_class': 'BertJapaneseTokenizer',"
            + " 'word_tokenizer_type': 'sudachi', 'subword_tokenizer_type': 'wordpiece'} |"
            + " Sudachi",
        "tokenizer_config.json | {'word_tokenizer_type': 'jumanpp'} | say --segmented",
        "tokenizer_config.json | {'word_tokenizer_type': 'mecab', 'mecab_kwargs': {'mecab_dic':"
            + " 'unidic_lite'}} | print(unidic_lite.DICDIR)",
        "tokenizer_config.json | {'word_tokenizer_type': 'mecab', 'mecab_kwargs': {'mecab_dic':"
            + " 'neologd'}} | it can be ipadic",
        "tokenizer_config.json | {'word_tokenizer_type': 'mecab', 'mecab_kwargs':"
            + " {'do_lower_case': true}} | belongs outside",
        "tokenizer_config.json | {'word_tokenizer_type': 'mecab', 'mecab_kwargs':"
            + " {'mecab_option': '-N 2'}} | option -N",
        "tokenizer_config.json | {'word_tokenizer_type': 'mecab', 'mecab_kwargs':"
            + " {'mecab_option': '-d'}} | has no value",
        "tokenizer_config.json | {'word_tokenizer_type': 'mecab', 'mecab_kwargs':"
            + " {'mecab_option': '-d /no/such/folder'}} | is not a directory",
        "tokenizer_config.json | {'word_tokenizer_type': 'kytea'} | \"kytea\", which is not known",
        "tokenizer_config.json | {'tokenizer_class': 'BertJapaneseTokenizer',"
            + " 'subword_tokenizer_type': 'bytes'} | \"bytes\"",
        "tokenizer_config.json | {'tokenizer_class': 'BertJapaneseTokenizer',"
            + " 'subword_tokenizer_type': 'sentencepiece'} | spiece.model",
        "tokenizer_config.json | {'tokenizer_class': 'BertJapaneseTokenizer',"
            + " 'never_split': [1]} | a list of words",
        "config.json | {'tokenizer_class': 'PhobertTokenizer', 'model_type': 'roberta'} |"
            + " bpe.codes",
        "tokenizer_config.json | {'tokenizer_class': 'DistilBertJapaneseTokenizer', 'auto_map':"
            + " {'AutoTokenizer': ['x.DistilBertJapaneseTokenizer', null]}} | spiece.model",
        "tokenizer_config.json | {'tokenizer_class': 'T5Tokenizer'} | tokenizer.json alone",
        "tokenizer_config.json | {'tokenizer_class': 'OwnTokenizer'} | OwnTokenizer",
        "tokenizer_config.json | {'auto_map': {'AutoTokenizer': ['x.Own', null]}} | code of its"
            + " own",
        "config.json | {'model_type': 'roberta'} | vocab.txt is not a file of",
        "tokenizer_config.json | {'tokenizer_class': 'AlbertTokenizer'} | AlbertTokenizer"
      })
  void anotherVocabularyThanTheClassHasIsRefused(String file, String json, String word)
      throws IOException {
    write("vocab.txt", WORDS);
    write(file, json);
    refused(word);
  }

  @Test
  void aSentencePieceFileOfAnotherClassIsRefused() throws IOException {
    var pieces = new SentencePieceFile().piece("<unk>", 0, SentencePieceFile.UNKNOWN);
    Files.write(folder.resolve("spiece.model"), pieces.bytes());
    write("config.json", "{'model_type': 'bert'}");
    write("tokenizer_config.json", "{'tokenizer_class': 'T5Tokenizer'}");
    refused("T5Tokenizer", "save_pretrained");
    write("config.json", "{'model_type': 'roberta'}");
    refused("lacks the token \"[CLS]\"");
    write("tokenizer_config.json", "{}");
    refused("spiece.model is not a file of");
  }

  @Test
  void whatIsUnknownIsTold() throws IOException {
    write("tokenizer.json", DESCRIBED);
    write("tokenizer_config.json", "{'tokenizer_class': 'OwnTokenizer', 'do_lower_case': false}");
    assertEquals(OptionalInt.of(5), read().idOf("film"));
    assertEquals(1, notes.size());
    assertTrue(notes.getFirst().contains("\"OwnTokenizer\", which is unknown"), notes.getFirst());
    write("tokenizer_config.json", "{'tokenizer_class': 'BertTokenizer', 'do_lower_case': false}");
    read();
    assertTrue(notes.getFirst().contains("a different normalizer"), notes.getFirst());
    write("tokenizer_config.json", "{'auto_map': {'AutoTokenizer': ['x.Own', 'x.OwnFast']}}");
    read();
    assertTrue(notes.getFirst().contains("is not run"), notes.getFirst());
    for (String code : List.of("['x.Own', null]", "'x.Own'", "['x.Own']")) {
      write("tokenizer_config.json", "{'auto_map': {'AutoTokenizer': " + code + "}}");
      refused("code of its own", "take \"auto_map\" away");
      write(
          "tokenizer_config.json",
          "{'tokenizer_class': 'OwnTokenizer', 'auto_map': {'AutoTokenizer': " + code + "}}");
      refused("code of its own");
    }
    write("tokenizer_config.json", "{}");
    write("config.json", "{'model_type': 'modernbert', 'tokenizer_class': 'RobertaTokenizer'}");
    read();
    assertEquals(List.of(), notes, "the reference library always follows the file there");
  }

  /** Numbers that transformers 5.18 gives; its class does not look at tokenizer.json. */
  @Test
  void esmsTokensAreEntriesOfItsVocabularyWhereverTheyStand() throws IOException {
    write(
        "vocab.txt",
        """
        <cls>
        <pad>
        <eos>
        <unk>
        L
        A
        G
        V
        S
        E
        R
        T
        I
        D
        P
        K
        Q
        N
        F
        Y
        M
        H
        W
        C
        X
        B
        U
        Z
        O
        .
        -
        <null_1>
        <mask>
        """);
    for (String beside : List.of("tokenizer_config.json", "config.json", "tokenizer.json")) {
      write(
          beside,
          switch (beside) {
            case "tokenizer_config.json" -> "{'tokenizer_class': 'EsmTokenizer'}";
            case "config.json" -> "{'model_type': 'esm'}";
            default -> DESCRIBED;
          });
      assertEquals(List.of(0, 20, 15, 11, 5, 19, 12, 5, 15, 16, 10, 2), ids("MKTAYIAKQR"));
      assertEquals(List.of(0, 20, 15, 11, 32, 19, 12, 5, 2), ids("MKT<mask>YIA"));
      assertEquals(List.of(0, 20, 15, 11, 5, 2), ids(" M K  TA "));
      assertEquals(List.of(0, 3, 2), ids("mkta"));
      assertEquals(List.of(0, 0, 20, 15, 1, 30, 15, 29, 11, 2), ids("<cls>MK<pad>-K.T"));
      assertEquals(List.of(0, 20, 15, 3, 24, 31, 2), ids("MKé東X <null_1>"));
      assertEquals(List.of(0, 20, 15, 11, 2), ids("M\u3000K\u001cT"));
      assertEquals(List.of(0, 2), ids(""));
      assertEquals(
          List.of("0:0", "20:0", "15:0", "2:0", "11:0", "5:0", "32:0", "2:0"),
          read().encode("MK", "TA<mask>", 0).tokens().stream()
              .map(token -> token.id() + ":" + token.typeId())
              .toList());
      assertEquals(List.of(), notes);
      Files.deleteIfExists(folder.resolve("tokenizer_config.json"));
    }
    write("tokenizer_config.json", "{'tokenizer_class': 'PreTrainedTokenizerFast'}");
    assertEquals(OptionalInt.of(5), read().idOf("film"), "a file that is asked for");
  }

  private List<Integer> ids(String text) throws IOException {
    return read().encode(text, null, 0).tokens().stream().map(token -> token.id()).toList();
  }

  /** Tokens that are merely named do not make a tokenizer larger than its model's table. */
  @Test
  void namedTokensBehindTheTableAreLeftOutAndTold() throws IOException {
    write("vocab.txt", WORDS);
    write("tokenizer_config.json", "{'additional_special_tokens': ['[E1]', 'film']}");
    assertEquals(OptionalInt.of(6), read().idOf("[E1]"));
    Tokenizer within = TokenizerReader.read(folder, 6, notes::add);
    assertEquals(6, within.vocabularySize());
    assertTrue(notes.getLast().contains("\"[E1]\" would have the number 6"), notes.toString());
  }

  /** The reference library gives a model no token types where its inputs do not list them. */
  @Test
  void modelsThatAreToldOfNoTypesGetTheFirst() throws IOException {
    write("vocab.txt", WORDS);
    write("config.json", "{'model_type': 'bert', 'type_vocab_size': 2}");
    assertEquals(1, read().encode("film", "film", 0).tokens().getLast().typeId());
    write("tokenizer_config.json", "{'model_input_names': ['input_ids', 'attention_mask']}");
    assertEquals(0, read().encode("film", "film", 0).tokens().getLast().typeId());
  }

  @Test
  void numbersBehindTheVocabularyAreTheReferences() throws IOException {
    write("vocab.txt", WORDS);
    write("added_tokens.json", "{'[A]': 9, '[B]': 20}");
    Tokenizer tokenizer = read();
    assertEquals(OptionalInt.of(6), tokenizer.idOf("[A]"));
    assertEquals(OptionalInt.of(7), tokenizer.idOf("[B]"));
    assertTrue(notes.getFirst().contains("says 9"), notes.toString());
    write("added_tokens.json", "{'[A]': 5}");
    refused("\"film\" and \"[A]\"");
  }

  private static String meaning(TokenizerClass each) {
    return switch (each.treatment()) {
      case BERT, MPNET, ROBERTA, DEBERTA, DEBERTA_V2, XLM_ROBERTA, CAMEMBERT, ALBERT, ESM ->
          "right: built around the vocabulary as the reference library does";
      case JAPANESE ->
          "right: words, by MeCab with the dictionary that it names or at punctuation, then pieces"
              + " of `vocab.txt` or `spiece.model` ([Japanese](japanese.md))";
      case FILE -> "right: `tokenizer.json` as it stands";
      case MLUKE ->
          "right: pieces of `sentencepiece.bpe.model` with XLM-RoBERTa's numbers; `tokenizer.json`,"
              + " where there is one, as it stands, told";
      case FILE_TOLD -> "`tokenizer.json` as it stands, told; refused without one";
      case RINNA, UNKNOWN -> throw new AssertionError(each);
      case REFUSED -> "refused: " + each.reason();
    };
  }

  private static String page() {
    var text =
        new StringBuilder(
            """
            # Tokenizer classes

            What becomes of a directory by its `tokenizer_class`: that of `tokenizer_config.json`, else of `config.json`, else the one that the reference library (transformers 5.18) takes for the `model_type`. `Fast` at the end of a name changes \
            nothing. This page is written by a test from the code (`TokenizerClassesTest`), which reads a directory of every class.

            **Built.** These classes ignore all of `tokenizer.json` but vocabulary, merges, SentencePiece's table and added tokens, and build their own pipeline, with what `tokenizer_config.json` says: `do_lower_case`, `strip_accents`, `tokenize_chinese_chars` \
            (BERT's and MPNet's), `add_prefix_space`, `trim_offsets` (RoBERTa's), `add_prefix_space` (DeBERTa's, XLM-RoBERTa's, CamemBERT's, ALBERT's), `do_lower_case`, `split_by_punct` (DeBERTa's later versions), `do_lower_case`, `keep_accents` (ALBERT's); ESM's has no options, and no look at `tokenizer.json`; \
            what it leaves open has the class's default, so BERT lower-cases. So does mekiki; where `tokenizer.json` describes something else, a sentence says which part, and that `PreTrainedTokenizerFast` as `tokenizer_class` follows the file. \
            ModernBERT and XLM-RoBERTa-XL follow `tokenizer.json` whatever class is named.

            **Unknown.** Of a class that is not here `tokenizer.json` is followed, and told; without one the directory is refused. Code in the directory (`auto_map`) is never run, and told; where it is that of a Python program alone and no class that is here is named, the directory is refused whatever lies beside it. `T5Tokenizer` of a RoBERTa model is rinna's ([Japanese](japanese.md)). A vocabulary file that the class does not have (`vocab.txt` of a RoBERTa) is refused.

            **Special tokens.** Whole is what any file declares: `added_tokens` of `tokenizer.json`, `added_tokens_decoder`, or without that `special_tokens_map.json` and `added_tokens.json`; `cls_token` and the like, other keys that end in `_token`, \
            `additional_special_tokens`, `extra_special_tokens` as a list or by name; the tokens of a built class's roles. One that the vocabulary lacks gets the next number behind it, in the order in which the reference library adds them, \
            whatever number a file gives, which is told; a number of another token is refused. One that is merely named, and has no row in the model's table, is left out and told.

            | class | what becomes of it |
            |---|---|
            """);
    for (TokenizerClass each : TokenizerClass.all()) {
      text.append("| `%s` | %s |\n".formatted(each.name(), meaning(each)));
    }
    return text.toString();
  }

  @Test
  void thePageSaysWhatBecomesOfEachClass() throws IOException {
    if (Boolean.getBoolean("mekiki.renew")) {
      Files.writeString(FILE, page());
    }
    assertEquals(
        page().lines().toList(),
        Files.exists(FILE) ? Files.readAllLines(FILE) : List.of(),
        "docs/tokenizer-classes.md is out of date; renew it with"
            + " -Dmekiki.test.args=-Dmekiki.renew=true");
  }
}
