package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mekiki.cli.data.FileDigest;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.wording.Settings;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Version;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.truth.KnownTask;
import org.mekiki.transformer.Classifier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an evaluation was made of: all that decides its results, and no more, so that the same
 * evaluation has the same description anywhere.
 *
 * @param values by name, in the order to show them
 */
record EvaluationDescription(Map<String, String> values) {
  private static final String METHODS = "methods";

  private static final Pattern RULE = Pattern.compile(" \\((.*)\\)");
  private static final Pattern FIXED = Pattern.compile("([a-z-]+), (\\d+) nodes");

  /** Values that are sentences or words of ours. */
  private static final Set<String> OURS =
      Set.of("accuracy", "truncated", "unknown words", "protocol");

  /** Of a model and texts, with how the one reads the others. */
  static EvaluationDescription of(
      Classifier classifier,
      String source,
      EvaluationChoice choice,
      Readings readings,
      List<JudgedMethod> methods)
      throws IOException {
    var values = new LinkedHashMap<String, String>();
    values.put(
        "model", "%s (%s), sha256 %s".formatted(source, classifier.family(), classifier.sha256()));
    values.put(
        "data", choice.data().getFileName() + ", sha256 " + FileDigest.sha256(choice.data()));
    values.put("texts", Integer.toString(readings.texts()));
    readings.accuracy().ifPresent(accuracy -> values.put("accuracy", accuracy));
    readings.truncation().ifPresent(sentence -> values.put("truncated", sentence));
    readings.unknownWords().ifPresent(sentence -> values.put("unknown words", sentence));
    values.put("seed", Long.toString(choice.seed()));
    values.put("protocol", choice.published() ? "published" : "correct");
    values.put(
        "metrics choose",
        choice.tokens().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    values.put("baseline", choice.baseline());
    choice.shortcut().ifPresent(shortcut -> values.put("shortcut", shortcut));
    values.put("beam", Integer.toString(choice.beam()));
    putMethods(values, methods);
    return new EvaluationDescription(values);
  }

  /** Of tasks with a known truth and models that are trained for them. */
  static EvaluationDescription ofTruth(
      List<KnownTask> tasks,
      TruthShape shape,
      long seed,
      String baseline,
      List<JudgedMethod> methods) {
    var values = new LinkedHashMap<String, String>();
    values.put("tasks", tasks.stream().map(KnownTask::name).collect(Collectors.joining(", ")));
    values.put("trained", shape.label());
    values.put("seed", Long.toString(seed));
    values.put("baseline", baseline);
    putMethods(values, methods);
    return new EvaluationDescription(values);
  }

  private static void putMethods(Map<String, String> values, List<JudgedMethod> methods) {
    values.put(
        METHODS,
        methods.stream().map(EvaluationDescription::method).collect(Collectors.joining("; ")));
    values.put("version", Version.NUMBER);
  }

  private static String method(JudgedMethod method) {
    Explainer explainer = method.explainers().apply(0);
    return explainer.method().integrates()
        ? method.name()
            + " ("
            + Settings.rule(explainer.settings().integration(), Texts.ENGLISH)
            + ")"
        : method.name();
  }

  /** The same as a JSON object, with the plan: the first line of the findings. */
  ObjectNode settings(EvaluationPlan plan) {
    ObjectNode node = Records.object().put("schema", "mekiki/evaluation-findings/1");
    values.forEach(node::put);
    ObjectNode parts = node.putObject("examinations");
    plan.parts().forEach(part -> parts.put(part.kind().label(), part.examples().size()));
    return node;
  }

  /** One of the values, where there is one. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Names and values for readers of a language; what options call something stays. */
  Map<String, String> said(Speech speech) {
    var said = new LinkedHashMap<String, String>();
    values.forEach(
        (name, value) ->
            said.put(
                speech.say(name),
                name.equals(METHODS)
                    ? methods(value, speech)
                    : OURS.contains(name) ? speech.number(speech.of(value)) : value));
    return said;
  }

  /** Names of methods with the rules by which they integrate. */
  private static String methods(String value, Speech speech) {
    return Arrays.stream(value.split("; ", -1))
        .map(
            method ->
                RULE.matcher(method)
                    .replaceAll(
                        rule ->
                            Matcher.quoteReplacement(
                                speech.say(" (%s)", rule(rule.group(1), speech)))))
        .collect(Collectors.joining(speech.say("; ")));
  }

  private static String rule(String rule, Speech speech) {
    Matcher fixed = FIXED.matcher(rule);
    return fixed.matches()
        ? speech.texts().of("settings.rule.fixed", fixed.group(1), Integer.valueOf(fixed.group(2)))
        : speech.of(rule);
  }
}
