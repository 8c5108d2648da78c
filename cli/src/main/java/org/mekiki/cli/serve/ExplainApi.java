package org.mekiki.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.ChangeChoice;
import org.mekiki.cli.choice.Languages;
import org.mekiki.cli.choice.MaskChoice;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting;
import org.mekiki.cli.choice.Setting.Kind;
import org.mekiki.cli.console.Failures;
import org.mekiki.cli.console.FaultReport;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.record.ChangeRecord;
import org.mekiki.cli.record.ExplanationRecord;
import org.mekiki.cli.record.LegibilityRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.task.ChangeFinder;
import org.mekiki.cli.task.MaskedReader;
import org.mekiki.cli.task.Reader;
import org.mekiki.cli.task.TextExplainer;
import org.mekiki.cli.web.JobQueue;
import org.mekiki.cli.web.Metrics;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;
import org.mekiki.cli.web.Situation;
import org.mekiki.core.model.EncodedText;
import org.mekiki.report.html.HtmlReport;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.wording.ChangeReading;
import org.mekiki.report.wording.EffectReading;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Verdict;
import org.mekiki.report.wording.Version;
import org.mekiki.sig.Methods;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.counterfactual.CounterfactualSearch;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Explanations and predictions over HTTP. */
final class ExplainApi {
  static final String EXPLAIN = "/api/explain";
  static final String PREDICT = "/api/predict";
  static final String COUNTERFACTUAL = "/api/counterfactual";
  static final String MASKED = "/api/masked";
  static final String REPORT = "/api/report";
  static final String MODELS = "/api/models";

  /** The fields of a request that are no settings. */
  static final Map<String, Kind> TEXT_FIELDS =
      Map.of(
          "model",
          Kind.STRING,
          "text",
          Kind.STRING,
          "text_pair",
          Kind.STRING,
          "note",
          Kind.STRING,
          "deadline",
          Kind.NUMBER);

  /** The fields of a request for what would change a decision. */
  private static final Map<String, Kind> CHANGE_FIELDS = fields(ChangeChoice.SETTINGS);

  /** The fields of a request for the answer with some words masked. */
  private static final Map<String, Kind> MASK_FIELDS = fields(MaskChoice.SETTINGS);

  private final List<ServedModel> models;
  private final JobQueue jobs;
  private final Metrics metrics;
  private final RequestLimits limits;
  private final Map<String, Kind> fields = new TreeMap<>(TEXT_FIELDS);

  /** The API. */
  ExplainApi(List<ServedModel> models, JobQueue jobs, Metrics metrics, RequestLimits limits) {
    this.models = List.copyOf(models);
    this.jobs = jobs;
    this.metrics = metrics;
    this.limits = limits;
    fields.put("lang", Kind.STRING);
    ExplainRequest.FIELDS.forEach((name, setting) -> fields.put(name, setting.kind()));
  }

  private static Map<String, Kind> fields(List<Setting<?>> settings) {
    var fields = new TreeMap<>(TEXT_FIELDS);
    settings.forEach(setting -> fields.put(Naming.FIELDS.of(setting.name()), setting.kind()));
    return fields;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET", MODELS, "The models, their classes, and what can be chosen.", _ -> models()),
        new Route("POST", PREDICT, "Classifies a text.", this::predict),
        new Route(
            "POST",
            EXPLAIN,
            "Says which words drove a decision.",
            bytes -> find(bytes, this::explain)),
        new Route(
            "POST",
            COUNTERFACTUAL,
            "Says which words, changed together, turn a decision, and which alone keep it.",
            this::counterfactual),
        new Route("POST", MASKED, "Says what the answer is with some words masked.", this::masked),
        new Route(
            "POST",
            REPORT,
            "The same as one self-contained HTML page.",
            bytes -> find(bytes, this::report)));
  }

  /** A request that was read. */
  private record Asked(ServedModel model, TextItem item, Duration deadline, RequestBody body) {}

  /** An answer that was found. */
  private record Found(
      Asked asked,
      EncodedText text,
      List<TextExplainer.Found> explanations,
      Optional<Counterfactual> change,
      long millis) {}

  private Asked read(byte[] bytes, Map<String, Kind> known) {
    return read(RequestBody.read(bytes, known));
  }

  private Asked read(RequestBody body) {
    String text =
        body.string("text").orElseThrow(() -> Problem.of(422, "the field \"text\" is missing"));
    String pair = body.string("text_pair").orElse(null);
    requireShort("text", text);
    if (pair != null) {
      requireShort("text_pair", pair);
    }
    String note = body.string("note").orElse(null);
    if (note != null) {
      requireShort("note", note);
    }
    return new Asked(
        ServedModel.asked(models, body),
        new TextItem(null, text, pair, note),
        body.deadline(),
        body);
  }

  private void requireShort(String field, String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters > limits.textLength()) {
      throw Problem.of(
          Situation.TEXT_LENGTH,
          "the field \"%s\" has %d characters; the limit is %d"
              .formatted(field, characters, limits.textLength()),
          characters,
          limits.textLength());
    }
  }

  /** Explains and writes down what was found, all within the time of a computation. */
  private Response find(byte[] bytes, Function<Found, Response> written)
      throws InterruptedException {
    RequestBody body = RequestBody.read(bytes, fields);
    return body.spoken(
        () -> {
          Asked asked = read(body);
          ExplainRequest request = ExplainRequest.of(body);
          return jobs.run(asked.deadline(), turn -> written.apply(find(asked, request, turn)));
        });
  }

  private Found find(Asked asked, ExplainRequest request, JobQueue.Turn turn) {
    long start = System.nanoTime();
    Speed speed = asked.model().speed();
    var monitor = new WorkLimit(turn, limits.passes(), speed);
    ExplainRequest.Answer answer = request.explain(asked.model().model(), asked.item(), monitor);
    long nanos = System.nanoTime() - start;
    PassCounts counts = answer.counts();
    speed.seen(counts.total(), monitor.tokens(), nanos);
    metrics.passes(counts.forward(), counts.backward());
    return new Found(
        asked, answer.text(), answer.explanations(), answer.change(), nanos / 1_000_000);
  }

  private Response explain(Found found) {
    ObjectNode node = Records.object().put("schema", "mekiki/answer/1");
    node.putObject("read")
        .put("tokens", found.text().size())
        .put("of", found.text().untruncatedSize());
    Texts language = language(found);
    ArrayNode findings = node.putArray("findings");
    ArrayNode verdicts = node.putArray("verdicts");
    ArrayNode explanations = node.putArray("explanations");
    for (TextExplainer.Found each : found.explanations()) {
      ArrayNode said = findings.addArray();
      each.effects()
          .ifPresent(
              effects ->
                  new EffectReading(each.explanation(), each.subject(), effects, language)
                      .lead()
                      .forEach(said::add));
      verdicts.add(Verdict.sentence(each.explanation(), language));
      explanations.add(
          ExplanationRecord.of(
              found.asked().item(),
              found.asked().model().description(),
              each.prediction(),
              each.subject(),
              each.explanation(),
              each.effects(),
              false,
              found.millis()));
    }
    found
        .change()
        .ifPresent(
            change ->
                node.set(
                    "counterfactual",
                    ChangeRecord.found(change, CounterfactualSearch.DEFAULT.baseline())));
    return Response.json(Records.line(node));
  }

  private static Texts language(Found found) {
    return Languages.texts(
        Naming.FIELDS.of("lang"), found.asked().body().string("lang").orElse("en"));
  }

  private Response report(Found found) {
    Texts language = language(found);
    String page;
    try (var report =
        new HtmlReport(language, found.asked().model().description(), Version.withJdk())) {
      report.add(
          found.asked().item().shown(),
          found.explanations().stream()
              .map(
                  each ->
                      new ReportView(
                          each.explanation(),
                          each.subject(),
                          each.effects(),
                          OptionalLong.of(found.millis())))
              .toList(),
          found
              .change()
              .map(
                  change ->
                      new ChangeReading(
                          change, ((Classifier) found.asked().model().model()).link(), language)));
      page = report.html();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing but memory is written to
    }
    return Response.of("text/html", page.getBytes(StandardCharsets.UTF_8))
        .with("Content-Disposition", "attachment; filename=\"mekiki.html\"");
  }

  private Response predict(byte[] bytes) throws InterruptedException {
    Asked asked = read(bytes, TEXT_FIELDS);
    TaskModel model = asked.model().model();
    ObjectNode node =
        jobs.run(
            asked.deadline(),
            _ -> {
              Reader reader = Reader.of(model, AnswerChoice.DEFAULT);
              EncodedText text = reader.encode(asked.item(), 0);
              ObjectNode record =
                  Records.prediction(asked.item(), model.task(), reader.read(text).json());
              LegibilityRecord.add(record, Legibility.of(model, text));
              return record;
            });
    metrics.passes(1, 0);
    return Response.json(Records.line(node));
  }

  private Response masked(byte[] bytes) throws InterruptedException {
    Asked asked = read(bytes, MASK_FIELDS);
    MaskChoice mask = MaskChoice.of(asked.body().chosen(MaskChoice.SETTINGS));
    TaskModel model = asked.model().model();
    ObjectNode node =
        jobs.run(
            asked.deadline(),
            _ -> {
              EncodedText text = Reader.of(model, AnswerChoice.DEFAULT).encode(asked.item(), 0);
              return MaskedReader.read(model, text, mask);
            });
    metrics.passes(MaskedReader.PASSES, 0);
    return Response.json(Records.line(node));
  }

  private Response counterfactual(byte[] bytes) throws InterruptedException {
    Asked asked = read(bytes, CHANGE_FIELDS);
    ChangeChoice choice = ChangeChoice.of(asked.body().chosen(ChangeChoice.SETTINGS));
    ServedModel served = asked.model();
    ChangeFinder finder = ChangeFinder.of(served.model(), choice);
    ObjectNode node =
        jobs.run(
            asked.deadline(),
            turn -> {
              long start = System.nanoTime();
              var monitor = new WorkLimit(turn, limits.passes(), served.speed());
              Reader reader = Reader.of(served.model(), AnswerChoice.DEFAULT);
              EncodedText text = reader.encode(asked.item(), 0);
              Counterfactual found = finder.find(text, monitor);
              long nanos = System.nanoTime() - start;
              served.speed().seen(found.passes(), monitor.tokens(), nanos);
              metrics.passes(found.passes(), 0);
              return ChangeRecord.of(
                  asked.item(),
                  served.description(),
                  finder.prediction(found),
                  found,
                  choice.search().baseline(),
                  nanos / 1_000_000);
            });
    return Response.json(Records.line(node));
  }

  private Response models() {
    ObjectNode node =
        Records.object()
            .put("version", Version.NUMBER)
            .put("text_length", limits.textLength())
            .put("body_bytes", limits.bodyBytes())
            .put("table_rows", limits.rows());
    ArrayNode list = node.putArray("models");
    for (ServedModel model : models) {
      ObjectNode entry =
          list.addObject()
              .put("name", model.name())
              .put("family", model.model().family())
              .put("sha256", model.model().sha256())
              .put("tokens", model.model().maxLength());
      ArrayNode labels = entry.put("task", model.model().task().label()).putArray("labels");
      if (model.model() instanceof Classifier classifier) {
        classifier.labels().forEach(labels::add);
      }
    }
    ObjectNode titles = node.putObject("titles");
    for (String language : Texts.LANGUAGES) {
      ObjectNode names = titles.putObject(language);
      Methods.names().forEach(name -> names.put(name, Texts.in(language).title(Methods.of(name))));
    }
    ObjectNode choices = node.putObject("choices");
    ExplainRequest.FIELDS.forEach(
        (name, setting) -> {
          if (!setting.choices().isEmpty()) {
            setting.choices().forEach(choices.putArray(name)::add);
          }
        });
    return Response.json(Records.line(node));
  }

  /** A fault that ended a handler, of the Java machine or the program. */
  static Problem fault(Error e) {
    return e instanceof OutOfMemoryError
        ? Problem.later(Situation.MEMORY, "the server's memory is not enough for this request", 1)
        : internal(e);
  }

  /**
   * One sentence for the client; what is known of the fault goes to the report, if one is wanted.
   */
  private static Problem internal(Throwable e) {
    boolean reported = !FaultReport.write(e).isEmpty();
    String name = e.getClass().getSimpleName();
    return Problem.of(
        Situation.FAULT,
        "internal fault, please report it%s: %s"
            .formatted(reported ? " with the server's report" : "", name),
        name);
  }

  /** What a handler threw, as a refusal: one sentence, or a fault of the program. */
  static Problem refusal(Exception e) {
    String sentence = Failures.sentence(e);
    if (e instanceof NothingToExplainException) {
      return Problem.of(Situation.NO_WORDS, sentence);
    }
    return sentence == null ? internal(e) : Problem.of(422, sentence);
  }
}
