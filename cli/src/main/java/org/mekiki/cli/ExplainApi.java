package org.mekiki.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.mekiki.cli.RequestField.Kind;
import org.mekiki.cli.web.JobQueue;
import org.mekiki.cli.web.Metrics;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explanation;
import org.mekiki.transformer.Prediction;
import picocli.CommandLine;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Explanations and predictions over HTTP. */
final class ExplainApi {
  static final String EXPLAIN = "/api/explain";
  static final String PREDICT = "/api/predict";
  static final String REPORT = "/api/report";
  static final String MODELS = "/api/models";

  /** The fields of a request that are no options. */
  static final Map<String, Kind> TEXT_FIELDS =
      Map.of(
          "model",
          Kind.STRING,
          "text",
          Kind.STRING,
          "text_pair",
          Kind.STRING,
          "deadline",
          Kind.NUMBER);

  private final List<ServedModel> models;
  private final JobQueue jobs;
  private final Metrics metrics;
  private final int textLength;
  private final Map<String, RequestField> options = RequestField.all();
  private final Map<String, Kind> fields = new TreeMap<>(TEXT_FIELDS);

  /**
   * The API.
   *
   * @param textLength characters of a text at most
   */
  ExplainApi(List<ServedModel> models, JobQueue jobs, Metrics metrics, int textLength) {
    this.models = List.copyOf(models);
    this.jobs = jobs;
    this.metrics = metrics;
    this.textLength = textLength;
    options.forEach((name, field) -> fields.put(name, field.kind()));
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET", MODELS, "The models, their classes, and what can be chosen.", _ -> models()),
        new Route("POST", PREDICT, "Classifies a text.", this::predict),
        new Route("POST", EXPLAIN, "Says which words a decision was made of.", this::explain),
        new Route("POST", REPORT, "The same as one self-contained HTML page.", this::report));
  }

  /** A request that was read. */
  private record Asked(ServedModel model, TextItem item, Duration deadline, RequestBody body) {}

  /** An answer that was found. */
  private record Found(
      Asked asked, EncodedText text, List<Explanation> explanations, long millis) {}

  private Asked read(byte[] bytes, Map<String, Kind> known) {
    RequestBody body = RequestBody.read(bytes, known);
    String text =
        body.value("text").orElseThrow(() -> Problem.of(422, "the field \"text\" is missing"));
    String pair = body.value("text_pair").orElse(null);
    requireShort("text", text);
    if (pair != null) {
      requireShort("text_pair", pair);
    }
    double seconds = body.value("deadline").map(Double::parseDouble).orElse(3600.0);
    if (!(seconds > 0)) {
      throw Problem.of(422, "the field \"deadline\" must be above 0 seconds");
    }
    Duration deadline = Duration.ofNanos((long) (Math.min(seconds, 3600) * 1e9));
    return new Asked(model(body), new TextItem(null, text, pair), deadline, body);
  }

  private void requireShort(String field, String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters > textLength) {
      throw Problem.of(
          422,
          "the field \"%s\" has %d characters; the limit is %d"
              .formatted(field, characters, textLength));
    }
  }

  private ServedModel model(RequestBody body) {
    String name = body.value("model").orElse(models.getFirst().name());
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    422,
                    "there is no model \"%s\"; there is %s"
                        .formatted(
                            name,
                            models.stream()
                                .map(ServedModel::name)
                                .collect(Collectors.joining(", ")))));
  }

  private RequestOptions options(RequestBody body) {
    var arguments = new ArrayList<String>();
    body.values()
        .forEach(
            (name, values) -> {
              if (options.containsKey(name)) {
                arguments.addAll(options.get(name).arguments(values));
              }
            });
    var chosen = new RequestOptions();
    // A value that looks like an option is a value all the same.
    new CommandLine(chosen)
        .setAllowOptionsAsOptionParameters(true)
        .parseArgs(arguments.toArray(String[]::new));
    return chosen;
  }

  private Found find(byte[] bytes) throws InterruptedException {
    Asked asked = read(bytes, fields);
    RequestOptions chosen = options(asked.body());
    return jobs.run(asked.deadline(), wanted -> find(asked, chosen, wanted));
  }

  private Found find(Asked asked, RequestOptions chosen, BooleanSupplier wanted) {
    long start = System.nanoTime();
    RequestOptions.Answer answer =
        chosen.explain(asked.model().classifier(), asked.item(), (_, _) -> wanted.getAsBoolean());
    long millis = (System.nanoTime() - start) / 1_000_000;
    var counts = answer.explanations().getFirst().counts();
    metrics.passes(counts.forward(), counts.backward());
    return new Found(asked, answer.text(), answer.explanations(), millis);
  }

  private Response explain(byte[] bytes) throws InterruptedException {
    Found found = find(bytes);
    ObjectNode node = Records.object().put("schema", "mekiki/answer/1");
    node.putObject("read")
        .put("tokens", found.text().size())
        .put("of", found.text().untruncatedSize());
    ArrayNode verdicts = node.putArray("verdicts");
    ArrayNode explanations = node.putArray("explanations");
    for (Explanation each : found.explanations()) {
      verdicts.add(Verdict.sentence(each));
      explanations.add(
          ExplanationRecord.of(
              found.asked().item(),
              found.asked().model().description(),
              each,
              false,
              found.millis()));
    }
    return Response.json(Records.line(node));
  }

  private Response report(byte[] bytes) throws InterruptedException {
    Found found = find(bytes);
    var page = new ByteArrayOutputStream();
    try (var out = new PrintStream(page, false, StandardCharsets.UTF_8)) {
      var report = new HtmlReport(out, found.asked().model().description());
      report.begin();
      for (Explanation each : found.explanations()) {
        report.add(
            found.asked().item(),
            each,
            "mekiki %s, %d ms".formatted(Mekiki.VERSION, found.millis()));
      }
      report.end();
    }
    return Response.of("text/html", page.toByteArray())
        .with("Content-Disposition", "attachment; filename=\"mekiki.html\"");
  }

  private Response predict(byte[] bytes) throws InterruptedException {
    Asked asked = read(bytes, TEXT_FIELDS);
    Prediction prediction =
        jobs.run(
            asked.deadline(),
            _ -> {
              TextItem item = asked.item();
              var classifier = asked.model().classifier();
              return classifier.predict(classifier.encode(item.text(), item.pair()));
            });
    metrics.passes(1, 0);
    return Response.json(
        Records.line(
            Records.prediction(
                asked.item(),
                asked.model().classifier().labels(),
                prediction.logits(),
                prediction.probabilities())));
  }

  private Response models() {
    ObjectNode node =
        Records.object().put("version", Mekiki.VERSION).put("text_length", textLength);
    ArrayNode list = node.putArray("models");
    for (ServedModel model : models) {
      ObjectNode entry =
          list.addObject()
              .put("name", model.name())
              .put("family", model.classifier().family())
              .put("sha256", model.classifier().sha256())
              .put("tokens", model.classifier().maxLength());
      model.classifier().labels().forEach(entry.putArray("labels")::add);
    }
    ObjectNode choices = node.putObject("choices");
    options.values().stream()
        .filter(field -> !field.choices().isEmpty())
        .forEach(field -> field.choices().forEach(choices.putArray(field.name())::add));
    return Response.json(Records.line(node));
  }

  /** What a handler threw, as a refusal: one sentence, or a fault of the program. */
  static Problem refusal(Exception e) {
    String sentence =
        e instanceof CommandLine.ParameterException
            ? e.getMessage().lines().findFirst().orElse("wrong options")
            : Failures.sentence(e);
    return sentence == null
        ? Problem.of(500, "internal fault, please report it: " + e.getClass().getSimpleName())
        : Problem.of(422, RequestField.sentence(sentence));
  }
}
