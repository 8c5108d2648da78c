package org.mekiki.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A real browser without a window, driven by the W3C's WebDriver protocol. */
final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern PORT = Pattern.compile("on port ([0-9]+)");

  private final Process driver;
  private final int port;
  private String session;

  private Browser(Process driver, int port) {
    this.driver = driver;
    this.port = port;
  }

  /** Starts Chromium; the test is skipped where it is not installed. */
  static Browser start(String... options) throws IOException {
    assumeTrue(isInstalled("chromedriver") && isInstalled("chromium"), "no chromium, chromedriver");
    Process driver =
        new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    var browser = new Browser(driver, port(driver));
    try {
      ObjectNode capabilities = JSON.createObjectNode().put("browserName", "chrome");
      capabilities.putObject("goog:loggingPrefs").put("browser", "ALL");
      ArrayNode arguments = capabilities.putObject("goog:chromeOptions").putArray("args");
      List.of("--headless=new", "--no-sandbox", "--disable-gpu").forEach(arguments::add);
      List.of(options).forEach(arguments::add);
      ObjectNode body = JSON.createObjectNode();
      body.putObject("capabilities").set("alwaysMatch", capabilities);
      browser.session = browser.call("POST", "/session", body).path("sessionId").asString();
      return browser;
    } catch (IOException | RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static int port(Process driver) throws IOException {
    BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = PORT.matcher(line);
      if (line.contains("started successfully") && matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("chromedriver did not start");
  }

  void open(Path page) throws IOException {
    command("/url", JSON.createObjectNode().put("url", page.toUri().toString()));
  }

  /** What a script in the page returns. */
  JsonNode run(String script) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("script", script);
    body.putArray("args");
    return command("/execute/sync", body);
  }

  /** Types into what has the focus; WebDriver's own code points stand for other keys. */
  void type(String keys) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode source = body.putArray("actions").addObject().put("type", "key").put("id", "keys");
    ArrayNode actions = source.putArray("actions");
    keys.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              actions.addObject().put("type", "keyDown").put("value", key);
              actions.addObject().put("type", "keyUp").put("value", key);
            });
    command("/actions", body);
  }

  /** What the browser complained about, refusals by the content security policy among it. */
  JsonNode complaints() throws IOException {
    return command("/se/log", JSON.createObjectNode().put("type", "browser"));
  }

  private JsonNode command(String path, ObjectNode body) throws IOException {
    return call("POST", "/session/" + session + path, body);
  }

  private JsonNode call(String method, String path, ObjectNode body) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setReadTimeout(120_000);
    if (body != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
    boolean good = connection.getResponseCode() < 400;
    try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
      JsonNode value = JSON.readTree(in.readAllBytes()).path("value");
      if (!good) {
        throw new IOException(value.path("message").asString());
      }
      return value;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      call("DELETE", "/session/" + session, null);
    } finally {
      driver.destroy();
    }
  }
}
