package org.mekiki.cli.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.JapaneseOption;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.web.HostCheck;
import org.mekiki.cli.web.JobQueue;
import org.mekiki.cli.web.Limits;
import org.mekiki.cli.web.Metrics;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;
import org.mekiki.cli.web.WebServer;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a page and an API on this machine. */
@Command(
    name = "serve",
    description = "Serves a page that explains texts, and a JSON API.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki serve",
      "  mekiki serve --model bert.mekiki --model roberta.mekiki --port 9000",
      "  mekiki serve --host 0.0.0.0 --allow-host texts.example.org",
      "The API: docs/api.md, and /openapi.json of the running server."
    })
public final class ServeCommand implements Callable<Integer> {
  private static final Duration MEASURING = Duration.ofMillis(300);

  private final Console console;
  @Mixin private JapaneseOption japanese = new JapaneseOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--model",
      paramLabel = "FILE|DIR",
      description = "a model to serve; may be given several times; default: the embedded model")
  private List<Path> models = List.of();

  @Option(
      names = "--adapter",
      paramLabel = "DIR|NAME",
      description =
          "a LoRA adapter of PEFT, or the task of one that the model has of its own, which is"
              + " merged into the one model of a directory")
  private Path adapter;

  @Option(names = "--port", paramLabel = "N", description = "default: 8451; 0 for any free port")
  private int port = 8451;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "where to listen; default: 127.0.0.1, this machine only")
  private String host = "127.0.0.1";

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "a name under which browsers may call the server; may be given several times")
  private List<String> names = List.of();

  @Mixin private LimitsOption limits = new LimitsOption();

  public ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ComputeContext context = threads.context()) {
      Served served = start(context);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(served)));
      tell(served);
      new CountDownLatch(1).await();
    }
    return ExitCode.OK;
  }

  /** At a signal: what is asked is answered, then the Java machine ends as if nothing happened. */
  private void end(Served served) {
    served.stop();
    console.tell("stopped");
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  private void tell(Served served) {
    console.tell(
        "serving %s at %s (stop with Ctrl-C)"
            .formatted(
                String.join(", ", served.models().stream().map(ServedModel::name).toList()),
                served.url()));
    if (!served.server().address().getAddress().isLoopbackAddress()) {
      console.tell(
          "anyone who can reach this address can use the server, unencrypted; put a proxy with"
              + " TLS and a login in front of it");
    }
  }

  /** A server that runs. */
  record Served(WebServer server, List<ServedModel> models, List<Route> routes) {
    String url() {
      InetSocketAddress address = server.address();
      String text = address.getAddress().getHostAddress();
      String host =
          address.getAddress().isAnyLocalAddress()
              ? "localhost"
              : text.contains(":") ? "[" + text + "]" : text;
      return "http://" + host + ":" + address.getPort() + "/";
    }

    /** Takes no more requests, and returns when those in flight are answered. */
    void stop() {
      server.close();
      try {
        for (ServedModel model : models) {
          model.speed().stop();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes the port, loads the models, and begins to answer. */
  Served start(ComputeContext context) throws IOException {
    Limits most = limits.limits();
    var jobs = new JobQueue(most);
    WebServer server = bind(most, jobs);
    try {
      List<ServedModel> served = load(context);
      var metrics = new Metrics(Version.NUMBER, jobs);
      List<Route> routes = routes(served, jobs, metrics);
      boolean loopback = server.address().getAddress().isLoopbackAddress();
      var check = new HostCheck(loopback, server.address().getPort(), names);
      server.start(routes, check, metrics, ExplainApi::refusal, ExplainApi::fault);
      served.forEach(model -> model.speed().measure(model.model(), MEASURING));
      return new Served(server, served, routes);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private List<Route> routes(List<ServedModel> served, JobQueue jobs, Metrics metrics)
      throws IOException {
    var routes = new ArrayList<>(PageFiles.routes());
    RequestLimits most = limits.requests();
    routes.addAll(new ExplainApi(served, jobs, metrics, most).routes());
    routes.add(new AuditApi(served, jobs, metrics, most).route());
    routes.add(
        new Route("GET", OpenApi.HEALTH, "Whether the server answers.", _ -> health(served)));
    routes.add(
        new Route(
            "GET",
            "/metrics",
            "Numbers for Prometheus.",
            _ -> Response.of("text/plain; version=0.0.4; charset=utf-8", metrics.text())));
    var described = new ArrayList<>(routes);
    described.add(
        new Route(
            "GET",
            OpenApi.PATH,
            "This description.",
            _ -> Response.json(new OpenApi(described, most.textLength()).text())));
    described.add(
        new Route(
            "GET",
            ApiPage.PATH,
            "The same for people.",
            _ ->
                Response.of(
                    "text/html", ApiPage.of(new OpenApi(described, most.textLength()).node()))));
    return described;
  }

  private static Response health(List<ServedModel> served) {
    return Response.json(
        Records.line(
            Records.object()
                .put("status", "ok")
                .put("version", Version.NUMBER)
                .put("models", served.size())));
  }

  private WebServer bind(Limits most, JobQueue jobs) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new UserException("--port must be between 0 and 65535, got " + port);
    }
    try {
      return WebServer.bind(InetAddress.getByName(host), port, most, jobs);
    } catch (UnknownHostException e) {
      throw new UserException("--host " + host + " is not an address of this machine");
    } catch (BindException e) {
      throw new UserException(
          "port %d of %s is not available (%s); choose another with --port"
              .formatted(port, host, e.getMessage()));
    }
  }

  private List<ServedModel> load(ComputeContext context) throws IOException {
    if (adapter != null && models.size() != 1) {
      throw new UserException(
          "--adapter needs a single --model, the one that it is for; with several models, convert"
              + " each with its own adapter (mekiki convert --adapter)");
    }
    if (models.isEmpty()) {
      var option = new ModelOption().with(japanese);
      return List.of(new ServedModel(option.source(), option.loadClassifier("serve", context)));
    }
    var served = new ArrayList<ServedModel>();
    for (Path path : models) {
      Path file = path.getFileName();
      String shortName = file == null ? path.toString() : file.toString();
      boolean taken = served.stream().anyMatch(model -> model.name().equals(shortName));
      String name = taken ? shortName + " (" + (served.size() + 1) + ")" : shortName;
      served.add(
          new ServedModel(
              name,
              new ModelOption(path, adapter)
                  .with(japanese)
                  .tell(console::tell)
                  .loadClassifier("serve", context)));
    }
    return served;
  }
}
