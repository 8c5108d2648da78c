package org.mekiki.benchmarks.peers.tokenizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokenizers that use every component and option, by name, as {@code tokenizer.json}. */
final class ComparedTokenizers {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> BEHAVIORS =
      List.of("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous");
  private static final String WORDS = "{'type':'Whitespace'}";
  private static final String SPACES = "{'type':'WhitespaceSplit'}";
  private static final String NONE = "null";

  private final SmallModels models;
  private final Map<String, ObjectNode> all = new LinkedHashMap<>();
  private final ObjectNode bytePairs;
  private final ObjectNode wordPiece;
  private final ObjectNode byteLevel;

  private ComparedTokenizers(List<String> texts) {
    models = new SmallModels(texts);
    bytePairs = models.bytePairs();
    wordPiece = models.wordPiece("##", "[UNK]", 100);
    byteLevel = models.byteLevel();
  }

  /** All of them, with vocabularies learnt from the texts. */
  static Map<String, ObjectNode> of(List<String> texts) {
    var tokenizers = new ComparedTokenizers(texts);
    tokenizers.addModels();
    tokenizers.addNormalizers();
    tokenizers.addPreTokenizers();
    tokenizers.addPostProcessors();
    new ComparedAddedTokens(tokenizers.bytePairs).tokenizers().forEach(tokenizers.all::put);
    return tokenizers.all;
  }

  /** JSON in which ' stands for ". */
  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  /** A file of these parts; special tokens of the model's first numbers are added ones. */
  static ObjectNode file(JsonNode model, JsonNode normalizer, JsonNode words, JsonNode processor) {
    ObjectNode root = JSON.createObjectNode().put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    Map<Integer, String> special = new TreeMap<>();
    for (String token : List.of("[CLS]", "[SEP]", "<s>", "</s>", "<unk>")) {
      int number = number(model, token);
      if (number >= 0) {
        special.put(number, token);
      }
    }
    special.forEach(
        (id, token) ->
            added
                .addObject()
                .put("id", id)
                .put("content", token)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true));
    root.set("normalizer", normalizer);
    root.set("pre_tokenizer", words);
    root.set("post_processor", processor);
    root.putNull("decoder");
    root.set("model", model);
    return root;
  }

  private static int number(JsonNode model, String token) {
    JsonNode vocabulary = model.path("vocab");
    if (vocabulary.isObject()) {
      return vocabulary.path(token).asInt(-1);
    }
    for (int i = 0; i < vocabulary.size(); i++) {
      if (vocabulary.path(i).path(0).asString("").equals(token)) {
        return i;
      }
    }
    return -1;
  }

  private void add(String name, ObjectNode model, String normalizer, String words) {
    boolean cls = number(model, "[CLS]") >= 0;
    String begin = cls ? "[CLS]" : "<s>";
    String end = cls ? "[SEP]" : "</s>";
    add(name, model, normalizer, words, json(template(model, begin, end)));
  }

  private void add(
      String name, ObjectNode model, String normalizer, String words, JsonNode processor) {
    all.put(name, file(model, json(normalizer), json(words), processor));
  }

  private static String template(ObjectNode model, String begin, String end) {
    return """
    {'type':'TemplateProcessing',
     'single':[{'SpecialToken':{'id':'BEGIN','type_id':0}},{'Sequence':{'id':'A','type_id':0}},
               {'SpecialToken':{'id':'END','type_id':0}}],
     'pair':[{'SpecialToken':{'id':'BEGIN','type_id':0}},{'Sequence':{'id':'A','type_id':0}},
             {'SpecialToken':{'id':'END','type_id':0}},{'Sequence':{'id':'B','type_id':1}},
             {'SpecialToken':{'id':'END','type_id':1}}],
     'special_tokens':{'BEGIN':{'id':'BEGIN','ids':[1B],'tokens':['BEGIN']},
                       'END':{'id':'END','ids':[1E],'tokens':['END']}}}
    """
        .replace("1B", Integer.toString(number(model, begin)))
        .replace("1E", Integer.toString(number(model, end)))
        .replace("BEGIN", begin)
        .replace("END", end);
  }

  private static String metaspace(String scheme, boolean split) {
    return "{'type':'Metaspace','replacement':'▁','prepend_scheme':'%s','split':%s}"
        .formatted(scheme, split);
  }

  private void addModels() {
    for (String scheme : List.of("first", "always", "never")) {
      for (boolean split : new boolean[] {true, false}) {
        String name = "metaspace-" + scheme + (split ? "" : "-nosplit");
        add("bpe-byte-fallback-" + name, models.metaspace(256), NONE, metaspace(scheme, split));
        add("unigram-" + name, models.unigram(0, true), NONE, metaspace(scheme, split));
      }
    }
    String replacing =
        "{'type':'Sequence','normalizers':[{'type':'Prepend','prepend':'▁'},"
            + "{'type':'Replace','pattern':{'String':' '},'content':'▁'}]}";
    add("bpe-byte-fallback-normalizer", models.metaspace(256), replacing, NONE);
    add(
        "bpe-byte-fallback-incomplete",
        models.metaspace(128).put("fuse_unk", false),
        NONE,
        metaspace("always", true));
    add("bpe-fuse-unk-true", bytePairs.deepCopy().put("fuse_unk", true), NONE, WORDS);
    add("bpe-fuse-unk-false", bytePairs, NONE, WORDS);
    add("bpe-no-pre-tokenizer", bytePairs.deepCopy().put("fuse_unk", true), NONE, NONE);
    add("bpe-no-unk", models.bytePairsWithoutUnknown(), NONE, WORDS);
    add("bpe-no-unk-no-words", models.bytePairsWithoutUnknown(), NONE, NONE);
    add("bpe-suffix", models.suffixed(), NONE, split("\\\\w+|[^\\\\w\\\\s]+", "Removed", true));
    add("bpe-suffix-fuse", models.suffixed().put("fuse_unk", true), NONE, SPACES);
    add("bpe-continuing-prefix", models.prefixed(), "{'type':'Lowercase'}", WORDS);
    add("bpe-prefix-fuse", models.prefixed().put("fuse_unk", true), NONE, NONE);
    add(
        "bpe-ignore-merges",
        byteLevel.deepCopy().put("ignore_merges", true),
        NONE,
        "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}");
    add(
        "unigram-byte-fallback",
        models.unigram(256, false),
        "{'type':'NFKC'}",
        metaspace("always", true));
    add("unigram-bytes-missing", models.unigram(128, true), NONE, metaspace("first", false));
    add("unigram-nothing-before", models.unigram(0, false), NONE, NONE);
    add("wordpiece-odd", models.wordPiece("@@", "[UNK]", 8), NONE, WORDS);
    add("wordpiece-no-words", wordPiece, NONE, NONE);
    add("word-level", models.wordLevel(), NONE, WORDS);
    add("word-level-spaces", models.wordLevel(), "{'type':'Lowercase'}", SPACES);
  }

  private void normalizer(String name, String normalizer) {
    add("normalizer-" + name, bytePairs, normalizer, SPACES);
    // Without words every offset is the normalizer's own.
    add("normalizer-" + name + "-whole", byteLevel, normalizer, byteLevel(false, false));
  }

  private static String sequence(String... steps) {
    return "{'type':'Sequence','normalizers':[" + String.join(",", steps) + "]}";
  }

  private static String replace(String kind, String pattern, String content) {
    return "{'type':'Replace','pattern':{'%s':'%s'},'content':'%s'}"
        .formatted(kind, pattern, content);
  }

  private void addNormalizers() {
    for (String form : List.of("NFC", "NFD", "NFKC", "NFKD")) {
      normalizer(form, "{'type':'" + form + "'}");
    }
    String strip = "{'type':'StripAccents'}";
    String lower = "{'type':'Lowercase'}";
    normalizer("lowercase", lower);
    normalizer("strip-accents", strip);
    normalizer("nmt", "{'type':'Nmt'}");
    normalizer("prepend", "{'type':'Prepend','prepend':'▁x'}");
    normalizer("strip-left", "{'type':'Strip','strip_left':true,'strip_right':false}");
    normalizer("strip-right", "{'type':'Strip','strip_left':false,'strip_right':true}");
    normalizer("byte-level", "{'type':'ByteLevel'}");
    normalizer("replace-string", replace("String", "e", "EE"));
    normalizer("replace-regex", replace("Regex", "(?i)colou?r|e|\\\\s{2,}", "[E]"));
    normalizer("replace-shorter", replace("Regex", "[aeiou]+|[\\\\p{Han}]{2}", "é"));
    normalizer(
        "nfd-strip-lower-replace",
        sequence(
            "{'type':'NFD'}",
            strip,
            lower,
            replace("Regex", "[0-9]+", "0"),
            replace("String", "--", "—")));
    normalizer(
        "nfkc-strip-prepend",
        sequence(
            "{'type':'NFKC'}",
            "{'type':'Strip','strip_left':true,'strip_right':true}",
            replace("Regex", "(?i)colou?r|e", "[E]"),
            "{'type':'Prepend','prepend':'▁'}"));
    normalizer(
        "nfkd-remove",
        sequence("{'type':'NFKD'}", strip, replace("Regex", "(?<=\\\\d),(?=\\\\d)", "")));
    normalizer("nfc-lower-nfd", sequence("{'type':'NFC'}", lower, "{'type':'NFD'}"));
    for (int flags = 0; flags < 24; flags++) {
      String accents = List.of("null", "true", "false").get(flags / 8);
      normalizer(
          "bert-" + flags,
          ("{'type':'BertNormalizer','clean_text':%s,'handle_chinese_chars':%s,"
                  + "'strip_accents':%s,'lowercase':%s}")
              .formatted((flags & 1) != 0, (flags & 2) != 0, accents, (flags & 4) != 0));
    }
  }

  private static String split(String regex, String behavior, boolean invert) {
    return "{'type':'Split','pattern':{'Regex':'%s'},'behavior':'%s','invert':%s}"
        .formatted(regex, behavior, invert);
  }

  private static String byteLevel(boolean prefixSpace, boolean regex) {
    return "{'type':'ByteLevel','add_prefix_space':%s,'trim_offsets':true,'use_regex':%s}"
        .formatted(prefixSpace, regex);
  }

  private static String steps(String... steps) {
    return "{'type':'Sequence','pretokenizers':[" + String.join(",", steps) + "]}";
  }

  private void words(String name, String words) {
    add(name, wordPiece, NONE, words);
  }

  private void addPreTokenizers() {
    for (String behavior : BEHAVIORS) {
      String punctuation = "{'type':'Punctuation','behavior':'" + behavior + "'}";
      words("punctuation-" + behavior, steps(SPACES, punctuation));
      words("punctuation-alone-" + behavior, punctuation);
      words("split-regex-" + behavior, split("\\\\s|[0-9]+|,", behavior, false));
      words("split-invert-" + behavior, split("\\\\p{L}+|\\\\p{N}", behavior, true));
      words(
          "split-string-" + behavior,
          "{'type':'Split','pattern':{'String':' '},'behavior':'%s','invert':false}"
              .formatted(behavior));
    }
    words("bert", "{'type':'BertPreTokenizer'}");
    words("whitespace", WORDS);
    words("whitespace-split", SPACES);
    words("digits-individual", steps(SPACES, "{'type':'Digits','individual_digits':true}"));
    words("digits-contiguous", steps(SPACES, "{'type':'Digits','individual_digits':false}"));
    words(
        "digits-punctuation-whitespace",
        steps(
            WORDS,
            "{'type':'Digits','individual_digits':true}",
            "{'type':'Punctuation','behavior':'Contiguous'}"));
    words("char-delimiter-split", "{'type':'CharDelimiterSplit','delimiter':'-'}");
    words("unicode-scripts", steps("{'type':'UnicodeScripts'}", SPACES));
    words("unicode-scripts-alone", "{'type':'UnicodeScripts'}");
    words("fixed-length", "{'type':'FixedLength','length':5}");
    words("fixed-length-in-words", steps(SPACES, "{'type':'FixedLength','length':3}"));
    add(
        "fixed-length-bytes",
        byteLevel,
        NONE,
        steps("{'type':'FixedLength','length':4}", byteLevel(true, true)));
    for (boolean space : new boolean[] {true, false}) {
      for (boolean regex : new boolean[] {true, false}) {
        add("byte-level-" + space + "-" + regex, byteLevel, NONE, byteLevel(space, regex));
      }
    }
    String long4 =
        "(?i:#s|#t|#re|#ve|#m|#ll|#d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|\\\\p{N}{1,3}|"
            + " ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+";
    String json = steps(split(long4, "Isolated", false), byteLevel(false, false));
    all.put("split-lookahead-bytelevel", file(byteLevel, json(NONE), quoted(json), json(NONE)));
  }

  /** The pattern's # are apostrophes, which cannot be written otherwise. */
  private static JsonNode quoted(String json) {
    return JSON.readTree(json.replace('\'', '"').replace('#', '\''));
  }

  private void processor(String name, ObjectNode model, String words, String processor) {
    all.put(name, file(model, json(NONE), json(words), json(processor)));
  }

  private void addPostProcessors() {
    processor("post-processor-none", bytePairs, WORDS, NONE);
    processor(
        "post-processor-bert",
        bytePairs,
        WORDS,
        "{'type':'BertProcessing','sep':['[SEP]',2],'cls':['[CLS]',1]}");
    for (boolean trim : new boolean[] {true, false}) {
      for (boolean space : new boolean[] {true, false}) {
        String roberta =
            ("{'type':'RobertaProcessing','sep':['</s>',2],'cls':['<s>',0],'trim_offsets':%s,"
                    + "'add_prefix_space':%s}")
                .formatted(trim, space);
        String bytes =
            "{'type':'ByteLevel','add_prefix_space':%s,'trim_offsets':%s,'use_regex':true}"
                .formatted(space, trim);
        String name = (trim ? "-trim" : "") + (space ? "-space" : "");
        processor("post-processor-roberta" + name, byteLevel, byteLevel(space, true), roberta);
        processor("post-processor-bytes" + name, byteLevel, byteLevel(space, true), bytes);
        processor(
            "post-processor-sequence" + name,
            byteLevel,
            byteLevel(space, true),
            "{'type':'Sequence','processors':["
                + bytes
                + ","
                + template(byteLevel, "<s>", "</s>")
                + "]}");
      }
    }
    template(
        "swapped",
        "[{'Sequence':{'id':'A','type_id':1}},{'SpecialToken':{'id':'[SEP]','type_id':2}}]",
        "[{'SpecialToken':{'id':'[CLS]','type_id':3}},{'Sequence':{'id':'B','type_id':1}},"
            + "{'SpecialToken':{'id':'[SEP]','type_id':2}},{'Sequence':{'id':'A','type_id':0}}]");
    template(
        "two-ids",
        "[{'SpecialToken':{'id':'[X]','type_id':0}},{'Sequence':{'id':'A','type_id':0}}]",
        "[{'Sequence':{'id':'A','type_id':0}},{'SpecialToken':{'id':'[X]','type_id':1}},"
            + "{'Sequence':{'id':'B','type_id':1}}]");
    template(
        "repeated",
        "[{'Sequence':{'id':'A','type_id':0}},{'SpecialToken':{'id':'[SEP]','type_id':0}},"
            + "{'Sequence':{'id':'A','type_id':1}}]",
        "[{'Sequence':{'id':'B','type_id':0}},{'SpecialToken':{'id':'[X]','type_id':1}},"
            + "{'Sequence':{'id':'A','type_id':1}},{'Sequence':{'id':'B','type_id':2}}]");
    processor(
        "post-processor-sequence-turned",
        byteLevel,
        byteLevel(true, true),
        "{'type':'Sequence','processors':["
            + template(byteLevel, "<s>", "</s>")
            + ",{'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':true}]}");
    template(
        "bare",
        "[{'Sequence':{'id':'A','type_id':0}}]",
        "[{'Sequence':{'id':'A','type_id':0}},{'Sequence':{'id':'B','type_id':0}}]");
  }

  private void template(String name, String single, String pair) {
    processor(
        "template-" + name,
        bytePairs,
        WORDS,
        ("{'type':'TemplateProcessing','single':%s,'pair':%s,'special_tokens':{"
                + "'[CLS]':{'id':'[CLS]','ids':[1],'tokens':['[CLS]']},"
                + "'[SEP]':{'id':'[SEP]','ids':[2],'tokens':['[SEP]']},"
                + "'[X]':{'id':'[X]','ids':[1,2],'tokens':['[CLS]','[SEP]']}}}")
            .formatted(single, pair));
  }
}
