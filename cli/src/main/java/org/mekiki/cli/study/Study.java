package org.mekiki.cli.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.mekiki.cli.record.Records;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The questions of a questionnaire, in the order in which they are asked. Which method is behind a
 * highlighting stands in the key alone.
 *
 * @param id names the questionnaire in its answers
 * @param labels of the classes
 * @param questions in order
 */
record Study(String id, List<String> labels, List<Question> questions) {
  static final String KEY_SCHEMA = "mekiki/study-key/1";
  static final String ANSWERS_SCHEMA = "mekiki/study-answers/1";

  /** What raters can answer to a comparison, besides naming a side. */
  static final String SAME = "same";

  /** A question about one text. */
  sealed interface Question permits Comparison, Suggestion {
    /** Its name in answers. */
    String id();

    /** The text. */
    StudyText text();
  }

  /**
   * Which of two highlightings explains the model's answer better?
   *
   * @param left number of the method whose highlighting is shown first
   * @param right number of the other
   */
  record Comparison(String id, StudyText text, int left, int right) implements Question {}

  /**
   * Which class does this highlighting suggest?
   *
   * @param method its number
   */
  record Suggestion(String id, StudyText text, int method) implements Question {}

  /**
   * A question for each text, of either kind in turn: a comparison tells the answer that a
   * suggestion asks for. Pairs and methods take turns, sides are tossed.
   */
  static Study of(List<StudyText> texts, List<String> methods, List<String> labels, long seed) {
    var random = new Random(seed);
    var pairs = new ArrayList<int[]>();
    for (int a = 0; a < methods.size(); a++) {
      for (int b = a + 1; b < methods.size(); b++) {
        pairs.add(new int[] {a, b});
      }
    }
    var questions = new ArrayList<Question>();
    for (int i = 0; i < texts.size(); i++) {
      if (i % 2 == 1) {
        questions.add(new Suggestion("q" + i, texts.get(i), i / 2 % methods.size()));
        continue;
      }
      int[] pair = pairs.get(i / 2 % pairs.size());
      boolean turned = random.nextBoolean();
      int left = turned ? pair[1] : pair[0];
      int right = turned ? pair[0] : pair[1];
      questions.add(new Comparison("q" + i, texts.get(i), left, right));
    }
    Collections.shuffle(questions, random);
    return new Study(identity(texts, methods, seed), labels, questions);
  }

  /** The same texts, methods and seed make the same questionnaire. */
  private static String identity(List<StudyText> texts, List<String> methods, long seed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((seed + " " + methods).getBytes(StandardCharsets.UTF_8));
      for (StudyText text : texts) {
        digest.update(('\n' + text.example().text()).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What unblinds the answers. */
  ObjectNode key() {
    ObjectNode node = Records.object().put("schema", KEY_SCHEMA).put("study", id);
    ArrayNode list = node.putArray("questions");
    for (Question question : questions) {
      ObjectNode entry = list.addObject().put("id", question.id());
      switch (question) {
        case Comparison c ->
            entry
                .put("kind", "comparison")
                .put("left", c.text().explanations().get(c.left()).method())
                .put("right", c.text().explanations().get(c.right()).method());
        case Suggestion s ->
            entry
                .put("kind", "suggestion")
                .put("method", s.text().explanations().get(s.method()).method())
                .put("predicted", s.text().explanations().getFirst().targetLabel());
      }
    }
    return node;
  }
}
