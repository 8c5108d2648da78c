package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.judge.Example;
import org.mekiki.transformer.file.InputFile;
import tools.jackson.databind.JsonNode;

/**
 * Texts with the parts that people marked, in ERASER's format: annotations as JSON lines, whose
 * evidence names tokens of documents, which are cut at white space.
 */
public final class EraserData {
  private final Path annotations;
  private final Path documents;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * Data.
   *
   * @param documents a folder of files, or a JSON-lines file; null for the one beside
   */
  public EraserData(Path annotations, Path documents) throws IOException {
    this.annotations = annotations;
    this.documents = documents == null ? beside(annotations) : documents;
    InputFile.require(annotations);
    if (Files.notExists(this.documents)) {
      throw new UserException(
          "there are no documents at %s; name a folder or a .jsonl file with --docs"
              .formatted(this.documents));
    }
    if (!Files.isDirectory(this.documents)) {
      readDocuments();
    }
  }

  private static Path beside(Path annotations) {
    Path folder = annotations.resolveSibling("docs");
    return Files.isDirectory(folder) ? folder : annotations.resolveSibling("docs.jsonl");
  }

  private void readDocuments() throws IOException {
    try (var lines = TextLines.ofAny(documents)) {
      while (lines.advance()) {
        try {
          if (!lines.decode().isBlank()) {
            add(lines.strings());
          }
        } catch (UserException e) {
          throw DataException.at(documents, lines.number(), e.getMessage());
        }
      }
    }
  }

  private void add(Map<String, String> document) {
    if (!document.containsKey("docid") || !document.containsKey("document")) {
      throw new UserException("an object with \"docid\" and \"document\" is needed");
    }
    texts.put(document.get("docid"), document.get("document"));
  }

  public List<Example> examples() throws IOException {
    var examples = new ArrayList<Example>();
    try (var lines = TextLines.ofAny(annotations)) {
      while (lines.advance()) {
        try {
          if (!lines.decode().isBlank()) {
            examples.add(example(examples.size(), lines.number(), lines.object()));
          }
        } catch (UserException e) {
          throw DataException.at(annotations, lines.number(), e.getMessage());
        }
      }
    }
    if (examples.isEmpty()) {
      throw new UserException(annotations + " has no annotation; at least one line is needed");
    }
    return examples;
  }

  private Example example(int number, long line, JsonNode node) throws IOException {
    String id = node.path("annotation_id").asString("");
    String document = null;
    var spans = new ArrayList<Example.Span>();
    for (JsonNode group : node.path("evidences")) {
      for (JsonNode evidence : group) {
        String of = evidence.path("docid").asString(id);
        if (document != null && !document.equals(of)) {
          throw new UserException(
              "the evidence is from several documents; one document per line is supported");
        }
        document = of;
        spans.add(span(text(of), evidence));
      }
    }
    String text = text(document == null ? id : document);
    String query = node.path("query").asString("");
    boolean pair = !query.isBlank() && node.path("query_type").isString();
    return new Example(number, line, text, pair ? query : null, spans);
  }

  private String text(String id) throws IOException {
    if (!texts.containsKey(id)) {
      Path file = documents.resolve(id).normalize();
      if (id.isEmpty() || !file.startsWith(documents.normalize()) || Files.notExists(file)) {
        throw new UserException("there is no document \"%s\" in %s".formatted(id, documents));
      }
      InputFile.require(file);
      try {
        texts.put(id, Files.readString(file));
      } catch (CharacterCodingException e) {
        throw new UserException(file + " is not valid UTF-8");
      }
    }
    return texts.get(id);
  }

  /** From the start of the first token to the end of the last. */
  private static Example.Span span(String text, JsonNode evidence) {
    int first = evidence.path("start_token").asInt(-1);
    int end = evidence.path("end_token").asInt(-1);
    List<Example.Span> tokens = Example.spaced(text);
    if (first < 0 || end <= first || end > tokens.size()) {
      throw new UserException(
          "the evidence names the tokens %d to %d; the document has %d"
              .formatted(first, end, tokens.size()));
    }
    return new Example.Span(tokens.get(first).start(), tokens.get(end - 1).end());
  }
}
