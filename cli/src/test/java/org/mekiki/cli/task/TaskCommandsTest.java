package org.mekiki.cli.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.CommandRun;
import org.mekiki.cli.HeadModels;
import org.mekiki.transformer.file.ModelContent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models of every task from the command's arguments to what it prints. */
final class TaskCommandsTest {
  private static final String TEXT = "a warm and funny film";
  private static final String BLANKS = "a [MASK] film that is [MASK] funny";
  @TempDir private Path folder;

  private static List<JsonNode> json(String... args) {
    CommandRun ran = CommandRun.run(args);
    assertEquals(0, ran.status(), ran.err());
    var mapper = JsonMapper.builder().build();
    return ran.out().lines().map(mapper::readTree).toList();
  }

  private static String[] with(String model, String command, String... more) {
    var args = new ArrayList<>(List.of(command, "--model", model));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  private static JsonNode predicted(String model, String... more) {
    var args = new ArrayList<>(List.of("--format", "json"));
    args.addAll(Arrays.asList(more));
    return json(with(model, "predict", args.toArray(String[]::new))).getFirst();
  }

  private static List<JsonNode> explained(String model, String... more) {
    var args = new ArrayList<>(List.of("--format", "json", "--method", "sig-exact"));
    args.addAll(Arrays.asList(more));
    return json(with(model, "explain", args.toArray(String[]::new)));
  }

  private static void refused(String word, String model, String... more) {
    var args = new ArrayList<>(List.of("--method", "sig-exact"));
    args.addAll(Arrays.asList(more));
    CommandRun.refused(word, with(model, "explain", args.toArray(String[]::new)));
  }

  private static String terminal(String model, String command, String... more) {
    CommandRun ran = CommandRun.run(with(model, command, more));
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  @Test
  void aTagAtAWord() throws IOException {
    String model = HeadModels.write(HeadModels.tagger(), folder);
    JsonNode prediction = predicted(model, TEXT).path("prediction");
    assertEquals("token-classification", predicted(model, TEXT).path("task").asString());
    assertEquals(7, prediction.path("tokens").size());
    assertEquals(5, prediction.path("words").size());
    for (JsonNode found : explained(model, "--at", "funny", "--target", "all", TEXT)) {
      assertEquals(prediction, found.path("prediction"));
      assertEquals(4, found.path("target").path("token").asInt());
      assertEquals(11, found.path("target").path("start").asInt());
      int index = found.path("target").path("index").asInt();
      double logit = prediction.path("tokens").path(4).path("logits").path(index).asDouble();
      assertEquals(logit, found.path("f_input").asDouble(), 0);
    }
    assertEquals(4, explained(model, "--at", "4", "--target", "all", TEXT).size());
    assertEquals(
        4, explained(model, "--at", "11:16", TEXT).getFirst().path("target").path("token").asInt());
    String shown = terminal(model, "explain", "--at", "funny", "--target", "B-LOC", TEXT);
    assertTrue(shown.contains("the logit of the tag \"B-LOC\" at \"funny\", by "), shown);
    assertTrue(terminal(model, "predict", TEXT).contains("funny"));
    assertEquals(1, explained(model, TEXT).size(), "one tag is explained unasked");
  }

  @Test
  void aTagThatIsNotThereIsRefused() throws IOException {
    String model = HeadModels.write(HeadModels.tagger(), folder);
    refused("it has O, B-PER, I-PER, B-LOC", model, "--target", "B-ORG", TEXT);
    refused("does not occur in the text", model, "--at", "dull", TEXT);
    refused("occurs in 2 places", model, "--at", "a", "a film and a play");
    refused("from 0 to 6", model, "--at", "99", TEXT);
    refused("lies outside", model, "--at", "3:99", TEXT);
    refused("a tag belongs to one place", model, "--window=1", TEXT);
    refused("no word to explain", model, "");
  }

  @Test
  void entitiesAreWordsPutTogether() {
    // Positions alone matter here, so any text does.
    List<String> tags = List.of("B-PER", "I-PER", "O", "B-PER", "B-PER", "I-LOC", "LOC", "O");
    List<TaggedWord> words =
        tags.stream()
            .map(
                tag ->
                    new TaggedWord(
                        new org.mekiki.sig.text.TextPart(
                            0, 0, 1, org.mekiki.sig.attribution.RowSet.of(1)),
                        tag,
                        0.5,
                        org.mekiki.transformer.head.TagScheme.of(tags).tag(tag)))
            .toList();
    assertEquals(
        List.of("PER", "PER", "PER", "LOC"),
        TaggedWord.entities(words).stream().map(TaggedWord::tag).toList());
  }

  @Test
  void aWordInABlank() throws IOException {
    String model = HeadModels.write(HeadModels.masked(), folder);
    JsonNode prediction = predicted(model, "--top", "3", BLANKS).path("prediction");
    assertEquals(2, prediction.path("blanks").size());
    JsonNode second = prediction.path("blanks").path(1);
    assertEquals(3, second.path("top").size());
    JsonNode found = explained(model, "--at", "2", "--top", "3", BLANKS).getFirst();
    assertEquals(prediction, found.path("prediction"));
    assertEquals(second.path("token"), found.path("target").path("token"));
    JsonNode best = second.path("top").path(0);
    assertEquals(best.path("id"), found.path("target").path("id"));
    assertEquals(best.path("logit").asDouble(), found.path("f_input").asDouble(), 0);
    double probability =
        Math.exp(best.path("logit").asDouble() - second.path("log_sum_exp").asDouble());
    assertEquals(best.path("probability").asDouble(), probability, 1e-9);
    int blank = second.path("token").asInt();
    assertEquals(0, found.path("tokens").path(blank).path("raw").asDouble(), 0);
    JsonNode dull = explained(model, "--target", "dull", BLANKS).getFirst();
    assertEquals("dull", dull.path("target").path("text").asString());
    assertEquals("\"dull\" in blank 1", dull.path("target").path("description").asString());
    String shown = terminal(model, "predict", BLANKS);
    assertTrue(shown.contains("blank 2: "), shown);
  }

  @Test
  void aBlankThatIsNotThereIsRefused() throws IOException {
    String model = HeadModels.write(HeadModels.masked(), folder);
    refused("write [MASK]", model, TEXT);
    CommandRun.refused("write [MASK]", with(model, "predict", TEXT));
    refused("numbered from 1", model, "--at", "3", BLANKS);
    refused("is not a blank", model, "--at", "film", BLANKS);
    refused("is not a single entry", model, "--target", "unpretentiousness", BLANKS);
    refused("name some words", model, "--target", "all", BLANKS);
    refused("a blank is one place", model, "--window", "--", BLANKS);
  }

  @Test
  void theEndsOfAnAnswer() throws IOException {
    String model = HeadModels.write(HeadModels.answerer(), folder);
    String[] asked = {"--pair", TEXT, "what is it ?"};
    JsonNode prediction = predicted(model, asked).path("prediction");
    assertEquals(prediction.path("tokens").size(), prediction.path("start_logits").size());
    JsonNode best = prediction.path("answers").path(0);
    assertEquals(
        TEXT.substring(best.path("start").asInt(), best.path("end").asInt()),
        best.path("text").asString());
    List<JsonNode> found = explained(model, asked);
    assertEquals(2, found.size());
    for (int i = 0; i < 2; i++) {
      String end = List.of("start", "end").get(i);
      JsonNode target = found.get(i).path("target");
      assertEquals(prediction, found.get(i).path("prediction"));
      assertEquals(end, target.path("boundary").asString());
      assertEquals(best.path(i == 0 ? "first_token" : "last_token"), target.path("token"));
      double logit = prediction.path(end + "_logits").path(target.path("token").asInt()).asDouble();
      assertEquals(logit, found.get(i).path("f_input").asDouble(), 0);
    }
    JsonNode funny =
        explained(model, "--target", "end:funny", "--pair", TEXT, "what is it ?").getFirst();
    assertEquals("funny", funny.path("target").path("label").asString());
  }

  @Test
  void answersComeFromThePassageAndAreNotTooLong() throws IOException {
    String model = HeadModels.write(HeadModels.answerer(), folder);
    JsonNode node =
        predicted(model, "--top", "50", "--max-answer-length", "2", "--pair", TEXT, "what ?");
    double last = 1;
    for (JsonNode answer : node.path("prediction").path("answers")) {
      int first = answer.path("first_token").asInt();
      int end = answer.path("last_token").asInt();
      assertTrue(end >= first && end < first + 2);
      JsonNode passage = node.path("prediction").path("passage");
      assertTrue(first >= passage.path("first_token").asInt());
      assertTrue(end <= passage.path("last_token").asInt());
      assertTrue(answer.path("score").asDouble() <= last);
      last = answer.path("score").asDouble();
    }
    assertEquals(9, node.path("prediction").path("answers").size(), "5 of one word, 4 of two");
  }

  @Test
  void aLongPassageIsReadInWindows() throws IOException {
    String model = HeadModels.write(HeadModels.answerer(), folder);
    String passage = "a film . ".repeat(30) + "it is funny .";
    JsonNode whole = predicted(model, "--pair", passage, "what ?").path("prediction");
    JsonNode cut =
        predicted(model, "--max-length", "20", "--pair", passage, "what ?").path("prediction");
    assertTrue(cut.path("tokens").size() <= 20);
    assertTrue(whole.path("tokens").size() > 20);
    JsonNode answer = cut.path("answers").path(0);
    assertEquals(
        passage.substring(answer.path("start").asInt(), answer.path("end").asInt()),
        answer.path("text").asString());
  }

  @Test
  void anAnswerWithoutAPassageIsRefused() throws IOException {
    String model = HeadModels.write(HeadModels.answerer(), folder);
    refused("the passage as the second text", model, "what is it ?");
    refused("start, end, start:WORD", model, "--target", "middle", "--pair", TEXT, "what is it ?");
    refused("leave out --at", model, "--at", "3", "--pair", TEXT, "what is it ?");
    refused("does not occur", model, "--target", "start:what", "--pair", TEXT, "what is it ?");
  }

  @Test
  void theSimilarityOfTwoTexts() throws IOException {
    String model = HeadModels.write(HeadModels.encoder("mean", "normalize", false), folder);
    String other = "a dull and sad play";
    JsonNode pair = predicted(model, "--pair", other, TEXT).path("prediction");
    JsonNode one = predicted(model, TEXT).path("prediction");
    JsonNode two = predicted(model, other).path("prediction");
    assertEquals(one.path("embedding"), pair.path("embedding"));
    assertEquals(two.path("embedding"), pair.path("embedding_pair"));
    double cosine = 0;
    for (int i = 0; i < one.path("embedding").size(); i++) {
      cosine += one.path("embedding").path(i).asDouble() * two.path("embedding").path(i).asDouble();
    }
    assertEquals(cosine, pair.path("similarity").asDouble(), 1e-6);
    JsonNode found = explained(model, "--pair", other, TEXT).getFirst();
    assertEquals(pair, found.path("prediction"));
    assertEquals(pair.path("similarity").asDouble(), found.path("f_input").asDouble(), 0);
    assertEquals(10, found.path("words").size(), "words of both texts");
    assertEquals(1, found.path("words").path(9).path("sequence").asInt());
    refused("give a second text", model, TEXT);
    refused("it has similarity", model, "--target", "positive", "--pair", other, TEXT);
    refused("without probabilities", model, "--output-kind", "probability", "--pair", other, TEXT);
    assertTrue(terminal(model, "predict", "--pair", other, TEXT).contains("similarity "));
  }

  @Test
  void promptsAreReadAndExplainNothing() throws IOException {
    ModelContent content = HeadModels.encoder("mean", "", false);
    var configuration = new LinkedHashMap<>(content.configuration());
    configuration.put("head.prompt.query", "a film : ");
    configuration.put("head.default_prompt", "query");
    String model =
        HeadModels.write(
            new ModelContent(
                configuration, content.labels(), content.tokenizer(), content.tensors()),
            folder);
    JsonNode prompted = predicted(model, TEXT).path("prediction");
    assertEquals("a film : ", prompted.path("prompt").asString());
    JsonNode none = predicted(model, "--prompt-text", "", "a film : " + TEXT).path("prediction");
    assertTrue(none.path("prompt").isMissingNode());
    assertEquals(prompted.path("embedding"), none.path("embedding"));
    assertEquals(prompted, predicted(model, "--prompt", "query", TEXT).path("prediction"));
    JsonNode found = explained(model, "--pair", "a play", TEXT).getFirst();
    assertEquals(7, found.path("words").size(), "words of both texts, none of the prompts");
    assertEquals(0, found.path("words").path(0).path("start").asInt());
    assertEquals(
        5,
        predicted(model, "--truncate-dim", "5", TEXT).path("prediction").path("embedding").size());
    refused("it has query", model, "--prompt", "qurey", "--pair", TEXT, TEXT);
    refused(
        "with --prompt or --prompt-text, not both",
        model,
        "--prompt",
        "query",
        "--prompt-text",
        "x",
        TEXT);
    refused("between 1 and", model, "--truncate-dim", "0", TEXT);
    CommandRun.refused("models that make vectors", "predict", "--prompt", "query", TEXT);
  }

  @Test
  void textsAreRankedByTheirScoreBesideAQuery() throws IOException {
    String[] texts = {"a dull and sad play", TEXT, "a film", "nothing at all"};
    for (ModelContent content :
        List.of(
            HeadModels.classifier("regression", List.of("relevance")),
            HeadModels.classifier("multi_label_classification", List.of("relevance")),
            HeadModels.encoder("mean", "", false))) {
      String model = HeadModels.write(content, folder);
      var args =
          new ArrayList<>(
              List.of("predict", "--model", model, "--query", "funny", "--format", "json"));
      args.addAll(List.of(texts));
      CommandRun ran = CommandRun.run(args.toArray(String[]::new));
      assertEquals(0, ran.status(), ran.err());
      List<JsonNode> ranked =
          ran.out().lines().map(line -> JsonMapper.builder().build().readTree(line)).toList();
      assertEquals(texts.length, ranked.size());
      double before = Double.POSITIVE_INFINITY;
      for (int i = 0; i < texts.length; i++) {
        JsonNode one = ranked.get(i);
        assertEquals(i + 1, one.path("rank").asInt());
        assertEquals("funny", one.path("text").asString());
        assertTrue(one.path("score").asDouble() <= before, ran.out());
        before = one.path("score").asDouble();
        JsonNode alone = predicted(model, "--pair", one.path("text_pair").asString(), "funny");
        assertEquals(alone.path("prediction"), one.path("prediction"));
      }
      String shown = terminal(model, "predict", "--query", "funny", texts[0], texts[1]);
      assertTrue(shown.startsWith("1  ") && shown.lines().count() == 2, shown);
    }
    CommandRun.refused("--query needs a model with one score", "predict", "--query", "x", TEXT);
    String model = HeadModels.write(HeadModels.encoder("mean", "", false), folder);
    CommandRun.refused(
        "cannot have a second text",
        "predict",
        "--model",
        model,
        "--query",
        "x",
        "--pair",
        "y",
        TEXT);
  }

  @Test
  void aBareEncoderSaysThatItsPoolingIsAssumed() throws IOException {
    String model = HeadModels.write(HeadModels.encoder("mean", "", true), folder);
    assertTrue(terminal(model, "predict", TEXT).contains("does not say how it pools"));
    assertTrue(predicted(model, TEXT).path("prediction").path("pooling_assumed").asBoolean());
  }

  @Test
  void labelsOfTheirOwnHaveSigmoids() throws IOException {
    String model =
        HeadModels.write(
            HeadModels.classifier("multi_label_classification", List.of("warm", "dull", "long")),
            folder);
    JsonNode prediction = predicted(model, TEXT).path("prediction");
    assertEquals("multi_label_classification", prediction.path("problem_type").asString());
    for (int i = 0; i < 3; i++) {
      double logit = prediction.path("logits").path(i).asDouble();
      double sigmoid = 1 / (1 + Math.exp(-logit));
      assertEquals(sigmoid, prediction.path("probabilities").path(i).asDouble(), 1e-12);
      String index = Integer.toString(i);
      String[] asked = {"--output-kind", "probability", "--target", index, TEXT};
      assertEquals(sigmoid, explained(model, asked).getFirst().path("f_input").asDouble(), 1e-6);
      asked[1] = "log-probability";
      double log = explained(model, asked).getFirst().path("f_input").asDouble();
      assertEquals(Math.log(sigmoid), log, 1e-6);
    }
    assertEquals(3, terminal(model, "predict", TEXT).split(" %", -1).length - 1);
  }

  @Test
  void aRegressionHasAValueAndNoProbability() throws IOException {
    String model =
        HeadModels.write(HeadModels.classifier("regression", List.of("LABEL_0")), folder);
    JsonNode prediction = predicted(model, TEXT).path("prediction");
    assertTrue(prediction.path("probabilities").isMissingNode());
    assertEquals(prediction.path("logits"), prediction.path("values"));
    JsonNode found = explained(model, TEXT).getFirst();
    assertEquals(prediction, found.path("prediction"));
    assertEquals(prediction.path("values").path(0).asDouble(), found.path("f_input").asDouble(), 0);
    refused("a number without probabilities", model, "--output-kind", "probability", TEXT);
    String shown = terminal(model, "explain", "--method", "sig-exact", TEXT);
    assertTrue(shown.contains("the value of a higher value, by "), shown);
    String two =
        HeadModels.write(HeadModels.classifier("regression", List.of("joy", "fear")), folder);
    assertEquals(2, explained(two, "--target", "all", TEXT).size());
  }

  @Test
  void pagesOfEveryTaskEscapeWhatIsNotTheirs() throws IOException {
    String evil = "<b>film</b>";
    var pages = new ArrayList<String>();
    pages.add(page(HeadModels.write(HeadModels.tagger(), folder), "--at", "film", evil));
    pages.add(
        page(HeadModels.write(HeadModels.masked(), folder), "--target", "film", "[MASK] " + evil));
    pages.add(page(HeadModels.write(HeadModels.answerer(), folder), "--pair", evil, "what <i>?"));
    pages.add(
        page(
            HeadModels.write(HeadModels.encoder("cls", "", false), folder),
            "--pair",
            evil,
            "<i>play</i>"));
    pages.add(
        page(
            HeadModels.write(
                HeadModels.classifier(
                    "multi_label_classification", List.of("<b>one</b>", "%s<i>two")),
                folder),
            evil));
    for (String page : pages) {
      String body = page.substring(page.indexOf("<article"), page.indexOf("<script>"));
      assertTrue(body.contains("&lt;"), body);
      assertFalse(body.contains("<b>film") || body.contains("<b>one"), body);
      assertFalse(body.contains("<i>play") || body.contains("<i>two"), body);
    }
  }

  private static String page(String model, String... more) {
    var args = new ArrayList<>(List.of("--format", "html", "--method", "sig-exact"));
    args.addAll(Arrays.asList(more));
    return terminal(model, "explain", args.toArray(String[]::new));
  }

  @Test
  void aClassifierHasNoPlaces() {
    CommandRun.refused("judges whole texts", "explain", "--at", "film", TEXT);
  }

  @Test
  void aBudgetLimitsAnyQuestion() throws IOException {
    String model = HeadModels.write(HeadModels.tagger(), folder);
    JsonNode found =
        json(with(model, "explain", "--format", "json", "--at", "film", "--budget", "60", TEXT))
            .getFirst();
    assertEquals(60, found.path("budget").path("passes").asInt());
  }
}
