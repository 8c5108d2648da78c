package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.Truncation;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/tokenizers.md says what is read: every row is read here, and every component has a row. */
final class SupportedTokenizersTest {
  private static final Path FILE = Path.of("../docs/tokenizers.md");
  private static final String PIECES =
      "'vocab':{'?':0,'a':1,'b':2,'ab':3},'merges':['a b'],'unk_token':'?'";

  /** Parts of tokenizers that are Python programs in the reference library (docs/japanese.md). */
  private static final Set<String> JAPANESE =
      Set.of(
          "ClusterNormalizer",
          "ContextLowercaseNormalizer",
          "SentencePieceNormalizer",
          "EachWordPreTokenizer",
          "MecabPreTokenizer",
          "SegmentedPreTokenizer",
          "CharacterModel",
          "CommaModel");

  private final StringBuilder text = new StringBuilder();
  private final Set<Class<?>> covered = new HashSet<>();

  /** One row: the options as the file writes them, and what the component does. */
  private record Row(String type, String options, String meaning) {
    TokenizerNode node(String component) {
      String comma = options.isEmpty() ? "" : ",";
      return SupportedTokenizersTest.node(
          component, "{'type':'" + type + "'" + comma + options + "}");
    }

    String line() {
      String names =
          node("").json().properties().stream()
              .map(java.util.Map.Entry::getKey)
              .filter(key -> !key.equals("type"))
              .map(key -> "`" + key + "`")
              .collect(Collectors.joining(", "));
      return "| `%s` | %s | %s |%n".formatted(type, names, meaning).replace("\r", "");
    }
  }

  private interface Reading {
    Object read(TokenizerNode node) throws ConversionException;
  }

  private static TokenizerNode node(String component, String json) {
    JsonNode read = JsonMapper.builder().build().readTree(json.replace('\'', '"'));
    return new TokenizerNode(Path.of("tokenizer.json"), component, read);
  }

  private void table(String title, String component, Reading reading, Row... rows)
      throws ConversionException {
    text.append("\n## ")
        .append(title)
        .append("\n\n| type | options | what it does |\n|---|---|---|\n");
    for (Row row : rows) {
      Object read = reading.read(row.node(component));
      assertNotNull(read, row.type());
      covered.add(read.getClass());
      if (read instanceof Normalizer normalizer) {
        assertEquals(read, NormalizerReader.read(again(NormalizerWriter.write(normalizer))));
      } else if (read instanceof PreTokenizer preTokenizer) {
        assertEquals(read, PreTokenizerReader.read(again(PreTokenizerWriter.write(preTokenizer))));
      }
      text.append(row.line());
    }
    var thrown =
        assertThrows(
            ConversionException.class, () -> reading.read(node(component, "{'type':'Unheard'}")));
    assertEquals(
        "tokenizer.json: the %s \"Unheard\" is not supported".formatted(component),
        thrown.getMessage());
  }

  /** What was written, as it is read. */
  private static TokenizerNode again(JsonNode written) {
    return new TokenizerNode(Path.of("tokenizer.json"), "component", written);
  }

  private void normalizers() throws ConversionException {
    table(
        "Normalizers",
        "normalizer",
        NormalizerReader::read,
        new Row(
            "BertNormalizer",
            "'clean_text':true,'handle_chinese_chars':true,'strip_accents':null,'lowercase':true",
            "drops control characters, sets ideographs apart, strips accents (left open: where it"
                + " lower-cases), lower-cases"),
        new Row("NFC", "", "Unicode's composed form, of Unicode 9 as all four"),
        new Row("NFD", "", "decomposed form; nothing is recomposed later"),
        new Row("NFKC", "", "compatibility form, composed"),
        new Row("NFKD", "", "compatibility form, decomposed"),
        new Row("Lowercase", "", "code point by code point; no final sigma"),
        new Row("StripAccents", "", "drops combining marks"),
        new Row("Strip", "'strip_left':true,'strip_right':true", "white space at the ends"),
        new Row("Prepend", "'prepend':'▁'", "before a text that is not empty"),
        new Row("Append", "'append':'.'", "behind a text that is not empty"),
        new Row(
            "Replace",
            "'pattern':{'Regex':' {2,}'},'content':' '",
            "a `String` or a `Regex` of Oniguruma's dialect"),
        new Row("Nmt", "", "control characters and kinds of white space"),
        new Row("Precompiled", "'precompiled_charsmap':'BAAAAAAAAAA='", "SentencePiece's table"),
        new Row("ByteLevel", "", "bytes as GPT-2's printable characters"),
        new Row("Sequence", "'normalizers':[]", "one after the other"));
    covers(Normalizer.class);
  }

  private void preTokenizers() throws ConversionException {
    table(
        "Pre-tokenizers",
        "pre-tokenizer",
        PreTokenizerReader::read,
        new Row("BertPreTokenizer", "", "white space, and punctuation of Unicode 8"),
        new Row(
            "ByteLevel",
            "'add_prefix_space':true,'use_regex':true",
            "GPT-2's pattern, bytes as printable characters"),
        new Row(
            "Metaspace",
            "'replacement':'▁','prepend_scheme':'always','split':true",
            "schemes `always`, `first`, `never`; older files' `add_prefix_space`"),
        new Row("Whitespace", "", "word characters, and others that are not white space"),
        new Row("WhitespaceSplit", "", "white space"),
        new Row("Punctuation", "'behavior':'Isolated'", "punctuation"),
        new Row("Digits", "'individual_digits':true", "numbers"),
        new Row("CharDelimiterSplit", "'delimiter':'-'", "one character"),
        new Row(
            "Split",
            "'pattern':{'String':'.'},'behavior':'Removed','invert':false",
            "a `String` or a `Regex` of Oniguruma's dialect"),
        new Row("UnicodeScripts", "", "where the script changes, of Unicode 9"),
        new Row("FixedLength", "'length':5", "after every so many characters"),
        new Row("Sequence", "'pretokenizers':[]", "each cuts the pieces of the one before"));
    covers(PreTokenizer.class);
    text.append("\nBehaviours: ");
    var names =
        List.of("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous");
    for (String name : names) {
      PreTokenizerReader.read(
          node("pre-tokenizer", "{'type':'Punctuation','behavior':'" + name + "'}"));
    }
    text.append(names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
    text.append(".\n");
  }

  private void models() throws ConversionException {
    table(
        "Models",
        "model",
        node -> new ModelReader(node, List.of()).read(),
        new Row(
            "WordPiece",
            "'vocab':{'?':0},'unk_token':'?','continuing_subword_prefix':'##',"
                + "'max_input_chars_per_word':100",
            "the longest token first"),
        new Row(
            "BPE",
            PIECES
                + ",'continuing_subword_prefix':'','end_of_word_suffix':'','fuse_unk':false,"
                + "'byte_fallback':false,'ignore_merges':false,'dropout':null",
            "merges as `\"a b\"` or `[\"a\", \"b\"]`; `dropout` must be absent or 0"),
        new Row(
            "Unigram",
            "'vocab':[['?',0.0]],'unk_id':0,'byte_fallback':false",
            "the likeliest tokens; scores to the last bit of the reference's own reading; without"
                + " `unk_id` a text with a character that has no token is refused"),
        new Row("WordLevel", "'vocab':{'?':0},'unk_token':'?'", "whole words"));
    covers(TokenModel.class);
    assertThrows(
        ConversionException.class,
        () ->
            new ModelReader(node("model", "{'type':'BPE'," + PIECES + ",'dropout':0.1}"), List.of())
                .read());
  }

  private void postProcessors() throws ConversionException {
    table(
        "Post-processors",
        "post-processor",
        node -> {
          var builder = new TokenizerBuilder();
          new PostProcessorReader(builder).read(node);
          return builder;
        },
        new Row(
            "TemplateProcessing",
            "'single':[],'pair':[],'special_tokens':{}",
            "any order, types and repetitions"),
        new Row("BertProcessing", "'cls':['c',0],'sep':['s',1]", "[CLS] A [SEP] B [SEP]"),
        new Row(
            "RobertaProcessing",
            "'cls':['c',0],'sep':['s',1],'trim_offsets':true,'add_prefix_space':true",
            "`<s> A </s></s> B </s>`, white space left out of offsets"),
        new Row(
            "ByteLevel",
            "'trim_offsets':true,'add_prefix_space':true",
            "white space left out of offsets"),
        new Row("Sequence", "'processors':[]", "one after the other; one of them may add tokens"));
  }

  private void covers(Class<?> sealed) {
    for (Class<?> component : sealed.getPermittedSubclasses()) {
      // What another jar offers has its row in that jar's documents.
      boolean own =
          !component.getSimpleName().startsWith("Provided")
              && !JAPANESE.contains(component.getSimpleName());
      assertTrue(!own || covered.contains(component), component + " has no row");
    }
  }

  private static String constants(Enum<?>... constants) {
    return Arrays.stream(constants)
        .map(constant -> "`" + constant.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
        .collect(Collectors.joining(", "));
  }

  private void beginning() {
    text.append(
        """
        # Tokenizers

        What mekiki reads, and what it does. This page is written by a test from the code (`SupportedTokenizersTest`), which reads every component below and fails when one is missing on this page. Anything else is refused by \
        name. How the results are compared with the Hugging Face library: [benchmarks](benchmarks/README.md#tokenizers-compared).

        ## Files

        The first of these files that exists counts: `tokenizer.json`; `vocab.txt` (WordPiece: BERT, DistilBERT, ELECTRA, MPNet); `vocab.json` with `merges.txt` (byte-level BPE: RoBERTa, DeBERTa's first version); SentencePiece (Unigram or BPE) as \
        """);
    text.append(
        TokenizerReader.SENTENCE_PIECE_FILES.stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", ")));
    text.append(", numbered as the family does: ");
    text.append(constants(SentencePieceFamily.values()));
    text.append(
        """
        .

        Beside them: `tokenizer_config.json` (`do_lower_case`, `strip_accents`, `tokenize_chinese_chars`, `add_prefix_space`, `trim_offsets`, `keep_accents`, `split_by_punct`, `truncation_side`, `model_max_length` unless it is the huge number \
        that stands for none, special tokens, `added_tokens_decoder`), `special_tokens_map.json`, `added_tokens.json`. Which of them count, and when they overrule `tokenizer.json`, depends on the class: [tokenizer-classes.md](tokenizer-classes.md). \
        `never_split` has no effect, as in the fast tokenizers of the reference: special tokens are never cut anyway.

        A stored `padding` is never applied; of a stored `truncation` only the side is read. Added tokens have the flags `single_word`, `lstrip`, `rstrip`, `normalized` and `special`. Truncation: \
        """);
    text.append(constants(Truncation.Strategy.values()));
    text.append("; sides ").append(constants(Truncation.Side.values()));
    text.append(", windows with a stride (`mekiki tokenize --help`).\n");
  }

  private void regularExpressions() {
    text.append(
        """

        ## Regular expressions

        Patterns run in an engine of mekiki's own, with Oniguruma's results; it refuses by name references back to groups, looking back over varying lengths, and a few rarer things. Pattern and text may be anyone's:

        - a pattern is read in time and memory that its length bounds; counts go up to 1000, and a pattern that becomes more than 65,536 instructions is refused;
        - all matches are found in time in proportion to the text, whatever the pattern (possessive, atomic, looking around, loops of nothing), at most the product of instructions and characters; more than 8,589,934,592 of these, or more than 256 MB each for open choices and for what is remembered of the text, are refused;
        - neither takes more stack for a deeper pattern or a longer text;
        - a search ends when its thread is interrupted; programs can give a check of their own (`Regex.search`).
        """);
  }

  @Test
  void thePageSaysWhatIsRead() throws IOException {
    beginning();
    normalizers();
    preTokenizers();
    models();
    postProcessors();
    regularExpressions();
    if (Boolean.getBoolean("mekiki.renew")) {
      Files.writeString(FILE, text);
    }
    var written = new ArrayList<String>();
    if (Files.exists(FILE)) {
      written.addAll(Files.readAllLines(FILE));
    }
    assertEquals(
        text.toString().lines().toList(),
        written,
        "docs/tokenizers.md is out of date; renew it with: mvn -pl weights-converter -am test"
            + " -Dtest=SupportedTokenizersTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dmekiki.test.args=-Dmekiki.renew=true");
  }
}
