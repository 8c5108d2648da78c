package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.Guarantee;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every method on the user's path, with the embedded model. */
final class MethodsCommandTest {
  private static final String TEXT = "It is not without charm , but unwatchable .";

  private static final String LONG =
      "It is not without charm or a certain wit , but the film is far too long to be good .";

  static Stream<String> names() {
    return Methods.names().stream();
  }

  private static List<JsonNode> json(String... options) {
    var args = new ArrayList<>(List.of("explain", "--format", "json"));
    args.addAll(List.of(options));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    JsonMapper mapper = JsonMapper.builder().build();
    return ran.out().lines().map(mapper::readTree).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theJsonSaysWhatTheMethodPromises(String name) {
    AttributionMethod method = Methods.of(name);
    List<JsonNode> nodes =
        json("--method", name, "--target", "all", "--phrase", "not without", TEXT);
    assertEquals(2, nodes.size());
    for (JsonNode node : nodes) {
      JsonNode how = node.path("method");
      assertEquals(name, how.path("name").asString());
      assertEquals(
          method.guarantee().name(), how.path("guarantee").asString().toUpperCase(Locale.ROOT));
      assertEquals(method.signed(), how.path("signed").asBoolean());
      assertEquals(!method.usesBaseline(), how.path("baseline").isNull());
      assertEquals(method.parameters().size(), how.path("parameters").size());
      boolean none = method.guarantee() == Guarantee.NONE;
      assertEquals(none, node.path("converged").isNull());
      assertEquals(none, node.path("max_abs_delta").isNull());
      assertEquals(method.guarantee() == Guarantee.SUM, node.has("delta"));
      assertEquals(1, node.path("phrases").size());
      assertEquals(9, node.path("words").size());
      assertTrue(node.path("counts").path("forward").asLong() > 0);
      if (method.guarantee() == Guarantee.SUM) {
        double sum = 0;
        for (JsonNode word : node.path("words")) {
          sum += word.path("raw").asDouble();
        }
        double difference = node.path("f_input").asDouble() - node.path("f_baseline").asDouble();
        assertEquals(node.path("delta").asDouble(), sum - difference, 1e-6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void terminalAndPageSayItInWords(String name) {
    AttributionMethod method = Methods.of(name);
    CommandRun terminal = run("explain", "--method", name, TEXT);
    CommandRun page = run("explain", "--method", name, "--format", "html", TEXT);
    assertEquals(0, terminal.status(), terminal.err());
    assertEquals(0, page.status(), page.err());
    for (CommandRun ran : List.of(terminal, page)) {
      boolean none = method.guarantee() == Guarantee.NONE;
      assertEquals(
          none,
          ran.out()
              .toLowerCase(Locale.ROOT)
              .contains("no certificate: this method guarantees no sum"));
      assertEquals(!method.signed(), ran.out().contains("without a direction"));
    }
    assertTrue(terminal.out().contains(", by " + method.title()), name);
    assertTrue(page.out().contains(org.mekiki.report.page.Markup.escape(method.title())));
    assertEquals(method.signed(), terminal.out().contains("; + for it, − against it"));
    method
        .parameters()
        .forEach((key, value) -> assertTrue(page.out().contains(key + " " + value), key));
  }

  @Test
  void severalMethodsStandSideBySide() {
    List<JsonNode> nodes =
        json("--method", "gradient,sig-exact,random", "--target", "all", "--seed", "3", TEXT);
    assertEquals(
        List.of("gradient", "gradient", "sig-exact", "sig-exact", "random", "random"),
        nodes.stream().map(node -> node.path("method").path("name").asString()).toList());
    assertEquals(3, nodes.get(4).path("method").path("parameters").path("seed").asInt());
    CommandRun terminal = run("explain", "--method", "ig,sig", TEXT);
    assertTrue(terminal.out().contains("[1] Integrated Gradients, for \"negative\": "));
    assertTrue(terminal.out().contains("[2] Sequential Integrated Gradients, for \"negative\": "));
    assertTrue(terminal.out().contains("      [1]      [2]  word\n"));
    CommandRun page = run("explain", "--method", "ig,sig", "--format", "html", TEXT);
    assertEquals(1, page.out().split("<article").length - 1);
    assertEquals(2, page.out().split("role=\"tab\"").length - 1);
  }

  @Test
  void theSeedRepeatsAndTheTextAloneDecides() {
    JsonNode one = json("--method", "lime", "--samples", "50", "--seed", "5", TEXT).getFirst();
    JsonNode same = json("--method", "random,lime", "--samples", "50", "--seed", "5", TEXT).get(1);
    JsonNode other = json("--method", "lime", "--samples", "50", "--seed", "6", TEXT).getFirst();
    assertEquals(one.path("words"), same.path("words"));
    assertFalse(one.path("words").equals(other.path("words")));
  }

  @Test
  void severalBaselinesGiveTheMean() {
    for (String name : List.of("ig", "sig", "occlusion", "deeplift", "kernel-shap", "shapley")) {
      List<JsonNode> alone = Stream.of("mask", "zero").map(b -> one(name, b)).toList();
      JsonNode mean = one(name, "mask,zero");
      assertEquals("[\"mask\",\"zero\"]", mean.path("method").path("baseline").toString());
      for (int w = 0; w < 9; w++) {
        assertEquals((raw(alone.get(0), w) + raw(alone.get(1), w)) / 2, raw(mean, w), 1e-9, name);
      }
      assertEquals(
          forward(alone.get(0)) + forward(alone.get(1)) - 1,
          forward(mean),
          "both runs are counted, and the model's own answer once");
    }
  }

  /** Of few words the values are exact; of more they have intervals, which are shown everywhere. */
  @Test
  void sampledScoresAreShownWithTheirIntervals() {
    for (JsonNode word : json("--method", "shapley", TEXT).getFirst().path("words")) {
      assertEquals(0, word.path("margin").asDouble(1));
    }
    assertTrue(run("explain", "--method", "shapley", TEXT).out().contains("± 0  "));
    String[] options = {"--method", "shapley", "--samples", "12", "--tolerance", "1e-6", LONG};
    JsonNode node = json(options).getFirst();
    assertFalse(node.path("converged").asBoolean(true));
    double widest = 0;
    for (JsonNode word : node.path("words")) {
      widest = Math.max(widest, word.path("margin").asDouble());
    }
    assertTrue(widest > 0);
    JsonNode token = node.path("tokens").get(1);
    assertEquals(node.path("words").get(0).path("margin"), token.path("margin"));
    assertFalse(node.path("tokens").get(0).has("margin"), "an added token has no score");
    assertFalse(json("--method", "lime", TEXT).getFirst().path("words").get(0).has("margin"));
    String terminal = explained("terminal", options);
    assertTrue(terminal.contains("± 95 %"), terminal);
    assertTrue(terminal.contains(String.format(Locale.ROOT, "± %.3f", widest)), terminal);
    assertTrue(terminal.contains("too small for the tolerance"), terminal);
    assertTrue(terminal.contains("try --samples 48"), terminal);
    String page = explained("html", options);
    assertTrue(page.contains("95 % interval"));
    assertTrue(page.contains(String.format(Locale.ROOT, "± %.3f", widest)));
  }

  private static String explained(String format, String... options) {
    var args = new ArrayList<>(List.of("explain", "--format", format));
    args.addAll(List.of(options));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  private static JsonNode one(String method, String baseline) {
    return json("--method", method, "--baseline", baseline, TEXT).getFirst();
  }

  private static double raw(JsonNode node, int word) {
    return node.path("words").path(word).path("raw").asDouble();
  }

  private static long forward(JsonNode node) {
    return node.path("counts").path("forward").asLong();
  }

  /** One pass too few is refused, and the sentence says how many it takes. */
  @ParameterizedTest
  @MethodSource("names")
  void budgetsThatAreTooSmallNameTheLeast(String name) {
    CommandRun ran = run("explain", "--method", name, "--budget", "1", TEXT);
    // The random control asks for the model's answer alone, which is one pass.
    assertEquals(name.equals("random") ? 0 : 2, ran.status());
    if (ran.status() == 0) {
      return;
    }
    String least = ran.err().replaceAll("(?s).*at least ([0-9]+) are needed.*", "$1");
    JsonNode node = json("--method", name, "--budget", least, TEXT).getFirst();
    long used =
        node.path("counts").path("forward").asLong()
            + node.path("counts").path("backward").asLong();
    assertTrue(used <= Long.parseLong(least), used + " of " + least);
  }

  @ParameterizedTest
  @MethodSource("names")
  void longTextsAreReadInWindows(String name) {
    JsonNode node = json("--method", name, "--window", "2", "--max-length", "8", TEXT).getFirst();
    assertEquals(9, node.path("words").size());
    assertTrue(node.path("windows").size() > 1);
    for (JsonNode word : node.path("words")) {
      assertTrue(word.path("raw").isNumber());
    }
  }

  @Test
  void optionsWithoutAUseAreRefused() {
    refused("no use for --noise", "explain", "--method", "lime", "--noise", "1", TEXT);
    refused("no use for --seed", "explain", "--seed", "1", TEXT);
    refused("no use for --samples", "explain", "--method", "deeplift", "--samples", "9", TEXT);
    refused("no use for --neighbours", "explain", "--neighbours", "9", TEXT);
    refused("no use for a baseline", "explain", "--method", "gradient", "--baseline", "pad", TEXT);
    refused("does not integrate", "explain", "--method", "lime", "--steps", "9", TEXT);
    refused("does not integrate", "explain", "--method", "dig", "--tolerance", "1", TEXT);
    refused(
        "leave out --max-steps, --steps and",
        "explain",
        "--method",
        "shapley",
        "--max-steps",
        "9",
        TEXT);
    refused("tolerance is -1.0", "explain", "--method", "shapley", "--tolerance", "-1", TEXT);
    refused("each method once", "explain", "--method", "ig,ig", TEXT);
    refused("--method is \"magic\"; it can be sig, ", "explain", "--method", "ig,magic", TEXT);
    refused("each baseline once", "explain", "--baseline", "pad,pad", TEXT);
    refused("one baseline", "explain", "--baseline", "pad,unk", "--interactions", TEXT);
    refused(
        "does not score in units", "explain", "--method", "lime", "--interactions-top", "3", TEXT);
    refused("has no feature level", "explain", "--method", "sig,lime", "--features", TEXT);
    refused("samples is 0", "explain", "--method", "smoothgrad", "--samples", "0", TEXT);
    assertEquals(0, run("explain", "--method", "dig", "--steps", "5", TEXT).status());
  }

  @Test
  void theHelpNamesAllMethods() {
    String help = run("explain", "--help").out().replaceAll("\\s+", " ");
    Methods.names().forEach(name -> assertTrue(help.contains(name), name));
  }
}
