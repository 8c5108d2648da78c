package org.mekiki.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.file.InputFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of several raters to one questionnaire, with its key.
 *
 * @param questions by their names
 * @param answers by rater, then by question
 */
record StudyAnswers(Map<String, JsonNode> questions, Map<String, Map<String, String>> answers) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads files.
   *
   * @throws UserException naming the file that does not belong
   */
  static StudyAnswers read(Path key, List<Path> files) throws IOException {
    JsonNode opened = object(key, Study.KEY_SCHEMA, "the key of a questionnaire");
    String study = opened.path("study").asString("");
    var questions = new LinkedHashMap<String, JsonNode>();
    opened
        .path("questions")
        .forEach(question -> questions.put(question.path("id").asString(""), question));
    var answers = new LinkedHashMap<String, Map<String, String>>();
    Set<String> names = new HashSet<>();
    for (Path file : files) {
      JsonNode node = object(file, Study.ANSWERS_SCHEMA, "the answers of a rater");
      if (!node.path("study").asString("").equals(study)) {
        throw new UserException(file + " answers a different questionnaire than the key's");
      }
      String rater = node.path("rater").asString("");
      if (!names.add(rater)) {
        throw new UserException(
            "%s is by the rater \"%s\", and so is another file; give each rater once"
                .formatted(file, rater));
      }
      answers.put(rater, of(file, node.path("answers"), questions));
    }
    return new StudyAnswers(questions, answers);
  }

  private static Map<String, String> of(Path file, JsonNode node, Map<String, JsonNode> questions) {
    var answers = new LinkedHashMap<String, String>();
    node.properties()
        .forEach(
            entry -> {
              if (!questions.containsKey(entry.getKey())) {
                throw new UserException(
                    "%s answers a question \"%s\" that the key does not have"
                        .formatted(file, entry.getKey()));
              }
              answers.put(entry.getKey(), entry.getValue().asString(""));
            });
    return answers;
  }

  private static JsonNode object(Path file, String schema, String what) throws IOException {
    InputFile.require(file);
    JsonNode node;
    try {
      node = JSON.readTree(Files.readString(file));
    } catch (JacksonException | java.nio.charset.CharacterCodingException e) {
      throw new UserException(file + " is not valid JSON; " + what + " is needed");
    }
    if (!node.path("schema").asString("").equals(schema)) {
      throw new UserException(
          "%s is not %s (\"schema\" must be \"%s\")".formatted(file, what, schema));
    }
    return node;
  }

  /** The answers to each question of a kind, one a rater who gave one. */
  Map<String, List<String>> byQuestion(String kind) {
    var lists = new LinkedHashMap<String, List<String>>();
    questions.forEach(
        (id, question) -> {
          if (question.path("kind").asString("").equals(kind)) {
            var given = new ArrayList<String>();
            answers
                .values()
                .forEach(
                    of -> {
                      if (of.containsKey(id)) {
                        given.add(of.get(id));
                      }
                    });
            lists.put(id, given);
          }
        });
    return lists;
  }
}
