package org.mekiki.benchmarks.peers.tokenizer;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokenizers with added tokens of all flags, between components that could disturb them. */
final class ComparedAddedTokens {
  private static final String NORMALIZER =
      "{'type':'Sequence','normalizers':[{'type':'NFD'},{'type':'StripAccents'},{'type':'Lowercase'}]}";
  private static final String STRIP =
      "{'type':'Sequence','normalizers':[{'type':'Strip','strip_left':true,'strip_right':true},"
          + "{'type':'Replace','pattern':{'Regex':' {2,}'},'content':' '}]}";

  private static final String BERT =
      "{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':true,'strip_accents':null,"
          + "'lowercase':true}";

  private final ObjectNode model;
  private final Map<String, ObjectNode> all = new LinkedHashMap<>();

  ComparedAddedTokens(ObjectNode model) {
    this.model = model;
  }

  Map<String, ObjectNode> tokenizers() {
    String words = "{'type':'Whitespace'}";
    add("plain", "null", words, false, false);
    add("not-normalized", NORMALIZER, words, false, false);
    add("normalized", NORMALIZER, words, true, true);
    add("mixed", NORMALIZER, words, true, false);
    add("bert", BERT, "{'type':'BertPreTokenizer'}", true, false);
    for (String scheme : new String[] {"always", "first", "never"}) {
      String metaspace =
          "{'type':'Metaspace','replacement':'▁','prepend_scheme':'" + scheme + "','split':true}";
      add("metaspace-" + scheme, STRIP, metaspace, false, false);
      add("metaspace-normalized-" + scheme, STRIP, metaspace, true, true);
    }
    add("nothing", "null", "null", false, true);
    add("prepend", "{'type':'Prepend','prepend':'▁'}", "null", true, false);
    return all;
  }

  /** Tokens of even numbers are looked for in the normalised text or not, and those of odd ones. */
  private void add(String name, String normalizer, String words, boolean even, boolean odd) {
    JsonNode none = ComparedTokenizers.json("null");
    ObjectNode file =
        ComparedTokenizers.file(
            model, ComparedTokenizers.json(normalizer), ComparedTokenizers.json(words), none);
    ArrayNode added = (ArrayNode) file.get("added_tokens");
    String[] tokens = {
      "<a>",
      "<aa>",
      "<sw>1",
      "<ls>l",
      "<rs>r",
      "<lr>lr",
      "<b>b",
      "word1",
      "abc",
      "abcd",
      "long token",
      "HELLO",
      "New York",
      "<é>",
      "ÑANDÚ1lr",
      "[MASK]l",
      "one",
      "of the"
    };
    int number = model.get("vocab").size();
    for (int i = 0; i < tokens.length; i++) {
      String flags = tokens[i].replaceAll("^<[^>]*>|^\\[MASK]|^ÑANDÚ|^word", "");
      boolean flagged = !flags.equals(tokens[i]);
      String content =
          flagged ? tokens[i].substring(0, tokens[i].length() - flags.length()) : tokens[i];
      added
          .addObject()
          .put(
              "id",
              model.get("vocab").has(content) ? model.get("vocab").get(content).asInt() : number++)
          .put("content", content)
          .put("single_word", flagged && flags.contains("1"))
          .put("lstrip", flagged && flags.contains("l"))
          .put("rstrip", flagged && flags.contains("r"))
          .put("normalized", i % 2 == 0 ? even : odd)
          .put("special", i % 3 == 0);
    }
    all.put("added-tokens-" + name, file);
  }
}
