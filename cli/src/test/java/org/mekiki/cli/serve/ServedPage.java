package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mekiki.cli.Browser;
import org.mekiki.cli.option.ModelOption;

/**
 * A server and a browser for the tests of a class: each test begins on the page with nothing kept,
 * and ends without a complaint of the browser.
 */
final class ServedPage
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private final Start start;
  private Path folder;
  private RunningServer server;
  private Browser browser;

  /** Starts the server. */
  interface Start {
    /** With files of its own in a folder. */
    RunningServer in(Path folder) throws IOException;
  }

  ServedPage(Start start) {
    this.start = start;
  }

  /** A copy of the embedded model under a name of its own. */
  static Path model(Path folder, String name) throws IOException {
    Path model = folder.resolve(name);
    try (var in = ModelOption.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki")) {
      Files.copy(in, model);
    }
    return model;
  }

  RunningServer server() {
    return server;
  }

  Browser browser() {
    return browser;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("mekiki-page");
    browser = Browser.start(folder);
    server = start.in(folder);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    browser.open(server.served().url());
    browser.script("localStorage.clear()");
    browser.open(server.served().url());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    browser.devTools("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
    browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
    assertEquals(List.of(), browser.complaints());
  }
}
