package org.mekiki.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's chromium without a window; tests that need it skip where it is absent. */
public final class Browser implements AutoCloseable {
  private final ChromeDriver driver;
  private final Path downloads;

  private Browser(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /** An empty profile each time: no history, no cache, nothing from elsewhere. */
  public static Browser start(Path folder) throws IOException {
    Optional<File> chromium = program("chromium");
    Optional<File> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "no chromium with chromedriver on the PATH: apt-get install chromium chromium-driver");
    Path downloads = Files.createDirectory(folder.resolve("downloads"));
    var options = new ChromeOptions();
    options.setBinary(chromium.get());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-US",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get())
            .usingAnyFreePort()
            .build();
    var driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new org.openqa.selenium.Dimension(1100, 1400));
    return new Browser(driver, downloads);
  }

  private static Optional<File> program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens a page from a file. */
  public void open(Path page) {
    driver.get(page.toUri().toString());
  }

  /** Opens another page of the server. */
  public void openPlain(String url) {
    driver.get(url);
  }

  /** Opens the page of the server. */
  public void open(String url) {
    driver.get(url);
    // The choices are there once the page has asked the server.
    waitFor("method", "return document.querySelectorAll('#method option').length > 0");
  }

  public WebElement id(String id) {
    return driver.findElement(By.id(id));
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  public String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  public void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  public void explainByKeyboard() {
    id("text").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
  }

  /** An entry of a list by what it shows; one of the methods by its name. */
  public void choose(String id, String label) {
    var list = new org.openqa.selenium.support.ui.Select(id(id));
    if (id.equals("method")) {
      list.selectByValue(label);
    } else {
      list.selectByVisibleText(label);
    }
  }

  public Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  public boolean holds(String script, Object... arguments) {
    return Boolean.TRUE.equals(script(script, arguments));
  }

  /**
   * Looks often: by default half a second passes between two looks, in each of hundreds of waits.
   */
  private FluentWait<WebDriver> waiting(int seconds) {
    return new WebDriverWait(driver, Duration.ofSeconds(seconds))
        .pollingEvery(Duration.ofMillis(20));
  }

  public void waitFor(String what, String script) {
    waiting(60)
        .withMessage(() -> what + "; the browser says " + logged())
        .until(_ -> Boolean.TRUE.equals(driver.executeScript(script)));
  }

  /** The page says that it is done, with this in its heading. */
  public void waitForAnswer(String part) {
    waiting(60)
        .withMessage(() -> "an answer with " + part + "; there is " + text("#answers"))
        .until(_ -> text("#answers").contains(part) && text("#status").startsWith("Done"));
  }

  /** What axe-core finds wrong with the page for people who hear or type it, a line each. */
  public List<String> violations() throws IOException {
    return violations("{resultTypes: ['violations']}");
  }

  /** The same of the rules that look at colours, which alone depend on the colour scheme. */
  public List<String> violationsOfColour() throws IOException {
    return violations(
        "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}");
  }

  private List<String> violations(String options) throws IOException {
    if (!holds("return 'axe' in window;")) {
      try (InputStream in = Browser.class.getClassLoader().getResourceAsStream("axe.min.js")) {
        driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, %s).then(
              result => done(result.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ': ' + node.target + ': ' + node.html.slice(0, 200)))),
              error => done(['axe: ' + error]));
            """
                .formatted(options));
    return ((List<?>) found).stream().map(Object::toString).toList();
  }

  /** What is done in another tab. */
  public interface Visit {
    /** Does it. */
    void make() throws IOException;
  }

  /** Clicks on a link that opens a tab, which is closed after the visit. */
  public void inNewTab(String selector, Visit visit) throws IOException {
    String here = driver.getWindowHandle();
    all(selector).getFirst().click();
    waiting(30).withMessage("another tab").until(_ -> driver.getWindowHandles().size() > 1);
    for (String handle : driver.getWindowHandles()) {
      if (!handle.equals(here)) {
        driver.switchTo().window(handle);
      }
    }
    try {
      visit.make();
    } finally {
      driver.close();
      driver.switchTo().window(here);
    }
  }

  public void devTools(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /** What the page prints as. */
  public byte[] pdf() {
    Object data = driver.executeCdpCommand("Page.printToPDF", Map.of()).get("data");
    return java.util.Base64.getDecoder().decode((String) data);
  }

  /** Complaints of the browser: errors of scripts, and what the content security policy stopped. */
  public List<String> complaints() {
    return logged().stream().filter(line -> !line.contains("/api/")).toList();
  }

  private List<String> logged() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  /** Kept for whoever looks at it, where {@code mekiki.screenshots} names a folder. */
  public void picture(String name) throws IOException {
    String folder = System.getProperty("mekiki.screenshots");
    if (folder != null) {
      picture(Path.of(folder), name);
    }
  }

  /** Kept in a folder, which is made. */
  public void picture(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** A file that the page has offered for download. */
  public String downloaded(String name) throws IOException {
    Path file = downloads.resolve(name);
    waiting(30)
        .withMessage("download of " + name)
        .until(_ -> Files.exists(file) && file.toFile().length() > 0);
    return Files.readString(file);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
