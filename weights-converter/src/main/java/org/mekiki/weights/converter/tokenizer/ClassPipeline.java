package org.mekiki.weights.converter.tokenizer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.weights.converter.tokenizer.TokenizerClass.Treatment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pipeline that a class of the reference library builds around the vocabulary of a file,
 * written as {@code tokenizer.json} would have it. Of the file it takes the vocabulary, the merges
 * and SentencePiece's table, of {@code tokenizer_config.json} the options, and what that leaves
 * open has the class's own defaults.
 */
final class ClassPipeline {
  private static final String SPACE_MARK = "▁";

  /** What Python's {@code str.split} takes away. */
  private static final String WHITE_SPACE = "[\\s\u001c-\u001f]+";

  private final Treatment treatment;
  private final JsonNode config;
  private final JsonNode file;

  /**
   * Prepares.
   *
   * @param treatment one that builds
   * @param config {@code tokenizer_config.json}
   * @param file {@code tokenizer.json}, or a bare vocabulary in its form
   */
  ClassPipeline(Treatment treatment, JsonNode config, JsonNode file) {
    this.treatment = treatment;
    this.config = config;
    this.file = file;
  }

  /** Whether the file's model is of the kind that the class has. */
  boolean fits() {
    String expected =
        switch (treatment) {
          case BERT, MPNET -> "WordPiece";
          case ROBERTA, DEBERTA -> "BPE";
          case ESM -> "WordLevel";
          default -> "Unigram";
        };
    return ModelReader.type(file.path("model")).equals(expected);
  }

  private boolean flag(String key, boolean absent) {
    JsonNode value = config.path(key);
    return value.isMissingNode() ? absent : value.asBoolean(false);
  }

  private static ObjectNode typed(String type) {
    return NormalizerWriter.typed(type);
  }

  private static ObjectNode sequence(String key, List<JsonNode> steps) {
    ObjectNode node = typed("Sequence");
    node.putArray(key).addAll(steps);
    return node;
  }

  private String role(String name) {
    AddedToken absent = defaults().get(name);
    return TokenizerReader.content(config, name, absent == null ? null : absent.content());
  }

  /** The tokens of roles that the configuration leaves open. */
  Map<String, AddedToken> defaults() {
    var defaults = new HashMap<String, AddedToken>();
    List<String> names =
        switch (treatment) {
          case BERT -> List.of("", "", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]");
          case DEBERTA, DEBERTA_V2 ->
              List.of("[CLS]", "[SEP]", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]");
          case ALBERT -> List.of("[CLS]", "[SEP]", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]");
          case ESM -> List.of("", "<eos>", "<unk>", "<eos>", "<pad>", "<cls>", "<mask>");
          case MPNET -> List.of("<s>", "</s>", "[UNK]", "</s>", "<pad>", "<s>", "<mask>");
          default -> List.of("<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>");
        };
    for (int i = 0; i < names.size(); i++) {
      String role = DeclaredTokens.ROLES.get(i);
      if (!names.get(i).isEmpty()) {
        defaults.put(role, token(role, names.get(i)));
      }
    }
    return defaults;
  }

  /** MPNet's are looked for in the normalised text; some masks take the white space before. */
  private AddedToken token(String role, String content) {
    boolean takesSpace =
        role.equals("mask_token")
            && (treatment == Treatment.MPNET || treatment == Treatment.CAMEMBERT);
    boolean normalized = treatment == Treatment.MPNET;
    return new AddedToken(-1, content, false, takesSpace, false, normalized, true);
  }

  /** Tokens that begin and end texts by the class's own names, since no file says others. */
  List<String> assumed() {
    boolean ends = treatment == Treatment.XLM_ROBERTA || treatment == Treatment.CAMEMBERT;
    List<String> roles =
        ends ? List.of("bos_token", "eos_token") : List.of("cls_token", "sep_token");
    return roles.stream()
        .filter(role -> TokenizerReader.content(config, role, null) == null)
        .map(role -> defaults().get(role).content())
        .toList();
  }

  /** Whether the options of the file's model are those of the class. */
  boolean sameOptions() {
    JsonNode own = file.path("model");
    boolean plain =
        !own.path("byte_fallback").asBoolean(false)
            && !own.path("ignore_merges").asBoolean(false)
            && !own.path("fuse_unk").asBoolean(false);
    return switch (treatment) {
      case BERT, MPNET ->
          own.path("continuing_subword_prefix").asString("##").equals("##")
              && own.path("max_input_chars_per_word").asInt(100) == 100
              && own.path("unk_token").asString("[UNK]").equals(role("unk_token"));
      case ROBERTA, DEBERTA ->
          plain
              && own.path("continuing_subword_prefix").asString("").isEmpty()
              && own.path("end_of_word_suffix").asString("").isEmpty();
      case ESM -> true;
      default -> plain && own.path("unk_id").asInt(-1) == unknown(own.path("vocab"));
    };
  }

  /** The configuration, with the special tokens that the class declares where it names none. */
  JsonNode declaring() {
    if (treatment != Treatment.CAMEMBERT || config.has(DeclaredTokens.EXTRA)) {
      return config;
    }
    ObjectNode more = (ObjectNode) config.deepCopy();
    more.putArray(DeclaredTokens.EXTRA).add("<s>NOTUSED").add("</s>NOTUSED").add("<unk>NOTUSED");
    return more;
  }

  JsonNode normalizer() {
    return switch (treatment) {
      case BERT, MPNET -> bertNormalizer();
      case DEBERTA_V2 -> debertaNormalizer();
      case ALBERT -> albertNormalizer();
      case XLM_ROBERTA, CAMEMBERT -> {
        JsonNode table = table();
        yield table == null ? JsonNodeFactory.instance.nullNode() : table;
      }
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private JsonNode bertNormalizer() {
    boolean lowerCase = flag("do_lower_case", true);
    JsonNode accents = config.path("strip_accents");
    return typed("BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", flag("tokenize_chinese_chars", true))
        .put("strip_accents", accents.isBoolean() ? accents.asBoolean() : lowerCase)
        .put("lowercase", lowerCase);
  }

  private JsonNode debertaNormalizer() {
    var steps = new java.util.ArrayList<JsonNode>();
    if (flag("do_lower_case", false)) {
      steps.add(typed("Lowercase"));
    }
    ObjectNode spaces = typed("Replace");
    spaces.putObject("pattern").put("Regex", "\\s{2,}|[\\n\\r\\t]");
    steps.add(spaces.put("content", " "));
    steps.add(typed("NFC"));
    steps.add(typed("Strip").put("strip_left", false).put("strip_right", true));
    return sequence("normalizers", steps);
  }

  private JsonNode albertNormalizer() {
    var steps = new java.util.ArrayList<JsonNode>();
    for (String quotes : List.of("``", "''")) {
      ObjectNode replace = typed("Replace");
      replace.putObject("pattern").put("String", quotes);
      steps.add(replace.put("content", "\""));
    }
    if (!flag("keep_accents", false)) {
      steps.add(typed("NFKD"));
      steps.add(typed("StripAccents"));
    }
    if (flag("do_lower_case", true)) {
      steps.add(typed("Lowercase"));
    }
    JsonNode table = table();
    if (table != null) {
      steps.add(table);
    }
    return sequence("normalizers", steps);
  }

  /** SentencePiece's table of replacements, wherever the file's normalizer has it. */
  private JsonNode table() {
    JsonNode own = file.path("normalizer");
    JsonNode steps =
        own.path("type").asString("").equals("Sequence") ? own.path("normalizers") : own;
    for (JsonNode step : steps.isArray() ? steps : List.of(steps)) {
      if (step.path("type").asString("").equals("Precompiled")) {
        return step;
      }
    }
    return null;
  }

  JsonNode preTokenizer() {
    boolean space = flag("add_prefix_space", false);
    return switch (treatment) {
      case BERT, MPNET -> typed("BertPreTokenizer");
      case ROBERTA, DEBERTA ->
          typed("ByteLevel").put("add_prefix_space", space).put("use_regex", true);
      case DEBERTA_V2 -> {
        var steps = new java.util.ArrayList<JsonNode>();
        if (flag("split_by_punct", false)) {
          steps.add(typed("Punctuation").put("behavior", "Isolated"));
        }
        steps.add(metaspace("first"));
        yield sequence("pretokenizers", steps);
      }
      case ESM -> sequence("pretokenizers", List.of(entries(), split(WHITE_SPACE, "Removed")));
      default -> sequence("pretokenizers", List.of(typed("WhitespaceSplit"), metaspace("never")));
    };
  }

  /** Wherever an entry of the vocabulary stands, the longest of several that begin there. */
  private JsonNode entries() {
    String alternatives =
        file.path("model").path("vocab").propertyNames().stream()
            .filter(entry -> !entry.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(entry -> entry.replaceAll("[\\\\.*+?()\\[\\]{}|^$]", "\\\\$0"))
            .collect(Collectors.joining("|"));
    return split(alternatives, "Isolated");
  }

  private static JsonNode split(String regex, String behavior) {
    ObjectNode node = typed("Split");
    node.putObject("pattern").put("Regex", regex);
    return node.put("behavior", behavior).put("invert", false);
  }

  private JsonNode metaspace(String without) {
    return typed("Metaspace")
        .put("replacement", SPACE_MARK)
        .put("prepend_scheme", flag("add_prefix_space", true) ? "always" : without)
        .put("split", true);
  }

  JsonNode model() {
    JsonNode own = file.path("model");
    ObjectNode model = JsonNodeFactory.instance.objectNode();
    model.set("vocab", own.path("vocab"));
    return switch (treatment) {
      case BERT, MPNET -> model.put("type", "WordPiece").put("unk_token", role("unk_token"));
      case ROBERTA, DEBERTA -> {
        model.set("merges", own.path("merges"));
        yield model.put("type", "BPE");
      }
      case ESM -> model.put("type", "WordLevel").put("unk_token", role("unk_token"));
      default -> model.put("type", "Unigram").put("unk_id", unknown(own.path("vocab")));
    };
  }

  private int unknown(JsonNode vocabulary) {
    String name = role("unk_token");
    for (int id = 0; id < vocabulary.size(); id++) {
      JsonNode entry = vocabulary.get(id);
      boolean named = entry.path(0).asString("").equals(name);
      if (named && treatment == Treatment.CAMEMBERT
          || named && treatment == Treatment.DEBERTA_V2 && entry.path(1).asDouble(1) == 0) {
        return id;
      }
    }
    return switch (treatment) {
      case XLM_ROBERTA -> 3;
      case CAMEMBERT -> 0;
      case DEBERTA_V2 -> config.path("unk_id").asInt(1);
      default -> 1;
    };
  }

  /**
   * What is put around texts.
   *
   * @param ids numbers of tokens
   */
  JsonNode postProcessor(ToIntFunction<String> ids) {
    return switch (treatment) {
      case ROBERTA -> roberta(ids, flag("trim_offsets", true), flag("add_prefix_space", false));
      case MPNET -> roberta(ids, true, false);
      case XLM_ROBERTA, CAMEMBERT -> template(ids, "bos_token", "eos_token", true);
      case ALBERT ->
          file.path("post_processor").isObject()
              ? file.path("post_processor")
              : template(ids, "cls_token", "sep_token", false);
      case DEBERTA -> template(ids, "cls_token", "sep_token", true);
      case ESM -> template(ids, "cls_token", "eos_token", false);
      default -> template(ids, "cls_token", "sep_token", false);
    };
  }

  private JsonNode roberta(ToIntFunction<String> ids, boolean trims, boolean space) {
    ObjectNode node = typed("RobertaProcessing");
    node.putArray("sep").add(role("sep_token")).add(ids.applyAsInt(role("sep_token")));
    node.putArray("cls").add(role("cls_token")).add(ids.applyAsInt(role("cls_token")));
    return node.put("trim_offsets", trims).put("add_prefix_space", space);
  }

  /** As BERT's; or with two tokens between the texts, all of type 0; ESM has no types. */
  private JsonNode template(ToIntFunction<String> ids, String first, String last, boolean twice) {
    String begin = role(first);
    String end = role(last);
    ObjectNode node = typed("TemplateProcessing");
    for (String key : List.of("single", "pair")) {
      ArrayNode parts = node.putArray(key);
      special(parts, begin, 0);
      sequence(parts, "A", 0);
      special(parts, end, 0);
      if (key.equals("pair")) {
        int type = twice || treatment == Treatment.ESM ? 0 : 1;
        if (twice) {
          special(parts, end, 0);
        }
        sequence(parts, "B", type);
        special(parts, end, type);
      }
    }
    ObjectNode tokens = node.putObject("special_tokens");
    for (String name : List.of(begin, end)) {
      tokens.putObject(name).putArray("ids").add(ids.applyAsInt(name));
    }
    return node;
  }

  private static void special(ArrayNode parts, String token, int type) {
    parts.addObject().putObject("SpecialToken").put("id", token).put("type_id", type);
  }

  private static void sequence(ArrayNode parts, String id, int type) {
    parts.addObject().putObject("Sequence").put("id", id).put("type_id", type);
  }
}
