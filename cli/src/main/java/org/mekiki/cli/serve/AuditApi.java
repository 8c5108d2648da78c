package org.mekiki.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mekiki.cli.audit.Audit;
import org.mekiki.cli.audit.Watcher;
import org.mekiki.cli.data.DataCells;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.DataHeader;
import org.mekiki.cli.data.DataRows;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.web.JobQueue;
import org.mekiki.cli.web.Metrics;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;
import org.mekiki.cli.web.Situation;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.WholeDirectory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small audits over HTTP: of a table that comes with the request, by what {@code mekiki audit} does
 * with a file. The table stands in a folder of its own, which only the server's user can read,
 * until the answer is made.
 */
final class AuditApi {
  static final String AUDIT = "/api/audit";

  private final List<ServedModel> models;
  private final JobQueue jobs;
  private final Metrics metrics;
  private final RequestLimits limits;

  AuditApi(List<ServedModel> models, JobQueue jobs, Metrics metrics, RequestLimits limits) {
    this.models = List.copyOf(models);
    this.jobs = jobs;
    this.metrics = metrics;
    this.limits = limits;
  }

  Route route() {
    return new Route(
        "POST",
        AUDIT,
        "Explains all texts of a small table, and says which words drive the model.",
        this::audit);
  }

  private Response audit(byte[] bytes) throws InterruptedException {
    RequestBody body = RequestBody.read(bytes, AuditRequest.FIELDS);
    return body.spoken(
        () -> {
          ServedModel model = ServedModel.asked(models, body);
          AuditRequest request = AuditRequest.of(body);
          return jobs.run(body.deadline(), turn -> audit(model, request, turn));
        });
  }

  private Response audit(ServedModel model, AuditRequest request, JobQueue.Turn turn)
      throws IOException {
    Path folder = Files.createTempDirectory("mekiki-audit-");
    try {
      Path file = Files.writeString(file(folder, request.name()), request.table());
      return audit(model, request, file, turn);
    } catch (DataException e) {
      throw new DataException(told(e.getMessage(), folder));
    } finally {
      WholeDirectory.delete(folder);
    }
  }

  /** Under its own name, where the system can say it. */
  private static Path file(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return folder.resolve(
          "table" + name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT));
    }
  }

  private Response audit(ServedModel model, AuditRequest request, Path file, JobQueue.Turn turn)
      throws IOException {
    int texts = count(file, request.columns());
    Path out = file.resolveSibling("audit");
    var classifier = (Classifier) model.model();
    var watcher = new Audited(new WorkLimit(turn, limits.passes(), model.speed()), metrics);
    new Audit(
            classifier,
            request.choice().explainer(classifier.labels()),
            request.choice().search(),
            request.choice().described(model.name(), classifier),
            request.counting(texts),
            new Audit.Inputs(file, request.columns(), null, true, null, null),
            out,
            request.speech(),
            request.speech())
        .run(false, watcher);
    return request.html()
        ? Response.of("text/html", Files.readAllBytes(out.resolve(Audit.PAGE)))
            .with("Content-Disposition", "attachment; filename=\"audit.html\"")
        : Response.json(Records.line(object(request, out, watcher)));
  }

  private static ObjectNode object(AuditRequest request, Path out, Audited watcher)
      throws IOException {
    var node =
        (ObjectNode) Records.parse(Files.readString(out.resolve(Audit.JSON_FILE))).orElseThrow();
    var told = node.putArray("told");
    for (String sentence : watcher.told) {
      told.add(request.speech().of(told(sentence, out.getParent())));
    }
    if (request.page()) {
      node.put("page", Files.readString(out.resolve(Audit.PAGE)));
    }
    return node;
  }

  /** The number of texts, none of which is too much. */
  private int count(Path file, DataColumns asked) throws IOException {
    var cells = new DataCells(file, DataColumns.find(asked, DataHeader.read(file), _ -> {}));
    int count = 0;
    try (var rows = DataRows.open(file)) {
      while (rows.advance()) {
        if (++count > limits.rows()) {
          throw Problem.of(
              Situation.TOO_MANY_ROWS,
              "the table has more than %d rows, the limit of this server; send fewer, or use mekiki audit"
                  .formatted(limits.rows()),
              limits.rows());
        }
        for (String text : texts(cells.text(rows.row()), cells.pair(rows.row()))) {
          int characters = text.codePointCount(0, text.length());
          if (characters > limits.textLength()) {
            throw Problem.of(
                Situation.TEXT_LENGTH,
                "the text in line %d of the table has %d characters; the limit is %d"
                    .formatted(rows.row().line(), characters, limits.textLength()),
                characters,
                limits.textLength());
          }
        }
      }
    }
    return count;
  }

  private static List<String> texts(String text, String pair) {
    return pair == null ? List.of(text) : List.of(text, pair);
  }

  /** A sentence about a file and options, for those who sent a table and fields. */
  private static String told(String sentence, Path folder) {
    return sentence
        .replace(folder.toString() + folder.getFileSystem().getSeparator(), "")
        .replaceAll("--(text|pair|label|group)-column", "$1_column");
  }

  /** Ends an audit that nobody waits for, and keeps what is told of it. */
  private static final class Audited implements Watcher {
    private final WorkLimit limit;
    private final Metrics metrics;
    private final List<String> told = new ArrayList<>();

    Audited(WorkLimit limit, Metrics metrics) {
      this.limit = limit;
      this.metrics = metrics;
    }

    @Override
    public void texts(long done, long total, long secondsLeft) {
      // Whoever sent the table sees it when it is done.
    }

    @Override
    public void tell(String sentence) {
      told.add(sentence);
    }

    @Override
    public Monitor monitor() {
      return limit;
    }

    @Override
    public void passed(PassCounts passes) {
      metrics.passes(passes.forward(), passes.backward());
    }
  }
}
