package org.mekiki.benchmarks.peers.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts and tokenizers of the reference data. */
final class ReferenceTexts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReferenceTexts() {}

  /** Sentences of SST-2: every 16th of the training set. */
  static List<String> sentences(Path shared) throws IOException {
    var sentences = new ArrayList<String>();
    List<String> lines = Files.readAllLines(shared.resolve("data/sst2/train.tsv"));
    for (int i = 1; i < lines.size(); i += 16) {
      sentences.add(lines.get(i).substring(lines.get(i).indexOf('\t') + 1));
    }
    return sentences;
  }

  /** Texts of all tokenizer cases, each once. */
  static List<String> golden(Path shared) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (String folder : List.of("golden/tokenizer", "golden/tokenizer-components")) {
      for (Path file : files(shared.resolve(folder), ".json")) {
        if (!file.endsWith("tokenizer.json")) {
          JSON.readTree(file)
              .path("cases")
              .forEach(
                  one -> {
                    texts.add(one.path("text").asString(""));
                    texts.add(one.path("text_pair").asString(""));
                  });
        }
      }
    }
    return List.copyOf(texts);
  }

  /** Every {@code tokenizer.json}, by its folder. */
  static Map<String, ObjectNode> tokenizers(Path shared) throws IOException {
    Map<String, ObjectNode> found = new TreeMap<>();
    for (Path file : files(shared, "tokenizer.json")) {
      found.put(shared.relativize(file.getParent()).toString(), (ObjectNode) JSON.readTree(file));
    }
    found.put(
        "published-roberta", PublishedTokenizer.roberta(shared.resolve("tokenizers/roberta-base")));
    found.put("published-unigram", unigram(shared));
    found.put("published-words", words(shared));
    return found;
  }

  /** BERT's published vocabulary as a Unigram model, the earlier tokens the more probable. */
  private static ObjectNode unigram(Path shared) throws IOException {
    ObjectNode model = JSON.createObjectNode().put("type", "Unigram").put("unk_id", 0);
    ArrayNode vocabulary = model.putArray("vocab");
    vocabulary.addArray().add("<unk>").add(0.0);
    Set<String> seen = new HashSet<>(List.of("<unk>", "▁"));
    int rank = 1;
    for (String line : lines(shared.resolve("tokenizers/bert-base-uncased/vocab.txt"))) {
      String token = line.startsWith("##") ? line.substring(2) : "▁" + line;
      if (!line.startsWith("[") && seen.add(token)) {
        vocabulary.addArray().add(token).add(-Math.log(100 + rank++));
      }
    }
    vocabulary.addArray().add("▁").add(-4.5);
    return ComparedTokenizers.file(
        model,
        ComparedTokenizers.json(
            "{'type':'Sequence','normalizers':[{'type':'Nmt'},{'type':'NFKC'},{'type':'Lowercase'},{'type':'Replace','pattern':{'Regex':'"
                + " {2,}'},'content':' '}]}"),
        ComparedTokenizers.json(
            "{'type':'Metaspace','replacement':'▁','prepend_scheme':'always','split':true}"),
        ComparedTokenizers.json("null"));
  }

  /** BERT's published vocabulary as whole words. */
  private static ObjectNode words(Path shared) throws IOException {
    ObjectNode model = JSON.createObjectNode().put("type", "WordLevel").put("unk_token", "[UNK]");
    ObjectNode vocabulary = model.putObject("vocab");
    for (String line : lines(shared.resolve("tokenizers/bert-base-uncased/vocab.txt"))) {
      vocabulary.put(line, vocabulary.size());
    }
    return ComparedTokenizers.file(
        model,
        ComparedTokenizers.json("{'type':'Lowercase'}"),
        ComparedTokenizers.json("{'type':'Whitespace'}"),
        ComparedTokenizers.json("null"));
  }

  /** The lines of a file that are not empty; line feeds alone end them. */
  static List<String> lines(Path file) throws IOException {
    return List.of(Files.readString(file).split("\n", -1)).stream()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
