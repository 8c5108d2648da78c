package org.mekiki.benchmarks.peers.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mekiki.benchmarks.TokenizingBenchmark;
import org.mekiki.transformer.tokenizer.Tokenizer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The descriptions of tokenizers that come without one. */
final class PublishedTokenizer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PublishedTokenizer() {}

  /** The {@code tokenizer.json} of the embedded model or of a directory. */
  static String json(String name) throws IOException {
    if (name.equals("embedded")) {
      return JSON.writeValueAsString(embedded());
    }
    Path described = Path.of(name, "tokenizer.json");
    return Files.isRegularFile(described)
        ? Files.readString(described)
        : JSON.writeValueAsString(roberta(Path.of(name)));
  }

  private static ObjectNode embedded() {
    Tokenizer tokenizer = TokenizingBenchmark.tokenizer("embedded");
    ObjectNode model = JSON.createObjectNode().put("type", "WordPiece").put("unk_token", "[UNK]");
    model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", 100);
    ObjectNode vocabulary = model.putObject("vocab");
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      vocabulary.put(tokenizer.tokenOf(id), id);
    }
    return ComparedTokenizers.file(
        model,
        ComparedTokenizers.json(
            "{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':true,"
                + "'strip_accents':null,'lowercase':true}"),
        ComparedTokenizers.json("{'type':'BertPreTokenizer'}"),
        ComparedTokenizers.json(
            "{'type':'BertProcessing','sep':['[SEP]',%d],'cls':['[CLS]',%d]}"
                .formatted(vocabulary.get("[SEP]").asInt(), vocabulary.get("[CLS]").asInt())));
  }

  /** RoBERTa's published vocabulary, put together as the published files are. */
  static ObjectNode roberta(Path folder) throws IOException {
    ObjectNode model = JSON.createObjectNode().put("type", "BPE").putNull("dropout");
    model.putNull("unk_token").put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).set("vocab", JSON.readTree(folder.resolve("vocab.json")));
    ArrayNode merges = model.putArray("merges");
    for (String line : ReferenceTexts.lines(folder.resolve("merges.txt"))) {
      if (!line.startsWith("#version") && !line.isEmpty()) {
        merges.add(line);
      }
    }
    ObjectNode file =
        ComparedTokenizers.file(
            model,
            ComparedTokenizers.json("null"),
            ComparedTokenizers.json(
                "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}"),
            ComparedTokenizers.json(
                "{'type':'RobertaProcessing','sep':['</s>',2],'cls':['<s>',0],'trim_offsets':true,"
                    + "'add_prefix_space':false}"));
    ((ArrayNode) file.get("added_tokens"))
        .addObject()
        .put("id", 50264)
        .put("content", "<mask>")
        .put("single_word", false)
        .put("lstrip", true)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", true);
    return file;
  }
}
