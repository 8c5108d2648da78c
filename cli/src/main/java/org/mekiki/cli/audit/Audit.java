package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mekiki.cli.audit.findings.EarlierAudit;
import org.mekiki.cli.audit.findings.FindingsFile;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.counterfactual.CounterfactualSearch;
import org.mekiki.transformer.Classifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An audit from the data to the files.
 *
 * @param classifier the model
 * @param explainer how its decisions are explained
 * @param search for what turns its decisions; empty where that is not asked
 * @param found what decides what is found, by name
 * @param counting how it is counted
 * @param inputs the data and the words that matter
 * @param folder where everything goes
 * @param speech the language of the page and of the summary
 * @param answered that of the findings in the JSON object
 */
public record Audit(
    Classifier classifier,
    Explainer explainer,
    Optional<CounterfactualSearch> search,
    Map<String, String> found,
    AuditSettings counting,
    Inputs inputs,
    Path folder,
    Speech speech,
    Speech answered) {
  /** The name of the page in its folder. */
  public static final String PAGE = AuditOutputs.PAGE;

  /** The name of the JSON object in its folder. */
  public static final String JSON_FILE = AuditOutputs.JSON;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What is read.
   *
   * @param data the texts
   * @param columns that the user named
   * @param probes a file, the embedded ones if null
   * @param withProbes whether there are any
   * @param rules a file, or null
   * @param before the folder of an earlier audit to compare with, or null
   */
  public record Inputs(
      Path data, DataColumns columns, Path probes, boolean withProbes, Path rules, Path before) {}

  /**
   * The hashes of a page's styles, one a language, and script, by which a content security policy
   * lets them run.
   */
  public static List<String> pageHashes() throws IOException {
    return HtmlDashboard.hashes();
  }

  /**
   * Explains what is not explained yet, counts everything and writes the files.
   *
   * @param restart whether to forget what an earlier audit found
   * @return the result in a few lines for people
   */
  public AuditSummary run(boolean restart, Watcher watcher) throws IOException {
    Probes probes =
        !inputs.withProbes
            ? Probes.NONE
            : inputs.probes == null ? Probes.embedded() : Probes.read(inputs.probes);
    List<RuleFile.Written> rules =
        inputs.rules == null ? List.of() : RuleFile.read(inputs.rules, classifier.labels());
    AuditData data =
        AuditData.open(inputs.data, inputs.columns, classifier.labels(), watcher::tell);
    // A rule that is too much for a text says so now, not after hours of explaining.
    rules.forEach(written -> Objects.requireNonNull(written.rule().words().apply(data.longest())));
    Map<String, String> settings = settings(data, probes);
    ObjectNode header = header(settings, probes, data);
    try (EarlierAudit earlier = earlier(header);
        FindingsFile file = open(header, restart)) {
      var examiner = new Examiner(classifier, explainer, probes, search, watcher);
      new AuditRun(data, examiner, classifier.context(), watcher).into(file);
      AuditResult result =
          AuditResult.of(
              file,
              data,
              probes,
              rules,
              counting,
              Optional.ofNullable(earlier),
              classifier.context());
      settings.putAll(counted());
      result
          .comparison()
          .ifPresent(found -> settings.put("compared with", "model, sha256 " + found.model()));
      AuditReport report = AuditReport.of(file, data, result, probes, counting, settings);
      AuditOutputs.write(report, folder, speech, answered);
      return AuditSummary.of(report, folder, speech);
    }
  }

  private FindingsFile open(ObjectNode header, boolean restart) throws IOException {
    if (restart) {
      Files.deleteIfExists(folder.resolve(RecordFile.NAME));
    }
    return FindingsFile.open(folder, header);
  }

  /** The audit to compare with, or null; what cannot be compared says so before hours of work. */
  private EarlierAudit earlier(ObjectNode header) throws IOException {
    if (inputs.before == null) {
      return null;
    }
    if (Files.exists(folder)
        && Files.exists(inputs.before)
        && Files.isSameFile(folder, inputs.before)) {
      throw new DataException(
          "--before %s is the folder of this audit; name that of another model".formatted(folder));
    }
    EarlierAudit earlier = EarlierAudit.open(inputs.before);
    try {
      earlier.requireLike(header);
      return earlier;
    } catch (RuntimeException e) {
      earlier.close();
      throw e;
    }
  }

  /** All that is the same wherever the files stand goes into the record. */
  private Map<String, String> settings(AuditData data, Probes probes) {
    var settings = new LinkedHashMap<>(found);
    settings.put("data", data.file().getFileName() + ", sha256 " + data.sha256());
    DataColumns columns = data.columns();
    settings.put(
        "columns",
        "text: %s%s%s%s"
            .formatted(
                columns.text(),
                columns.pair() == null ? "" : ", second text: " + columns.pair(),
                columns.label() == null ? "" : ", label: " + columns.label(),
                columns.group() == null ? "" : ", group: " + columns.group()));
    settings.put("probes", probes.source());
    return settings;
  }

  private ObjectNode header(Map<String, String> settings, Probes probes, AuditData data) {
    ObjectNode node = JSON.createObjectNode().put("schema", FindingsFile.SCHEMA);
    settings.forEach(node::put);
    // Where files stand does not decide what is found.
    node.put("model", classifier.sha256()).put("data", data.sha256()).remove("probes");
    node.put("texts", data.size());
    var swaps = node.putArray("swaps");
    probes.swaps().forEach(swap -> swaps.add(swap.set() + ": " + swap.substitution()));
    return node;
  }

  private Map<String, String> counted() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("upper and lower case", counting.lowerCase() ? "the same" : "different");
    settings.put("texts at least", Long.toString(counting.minimum()));
    settings.put("confidence", AuditNotes.percent(counting.confidence()));
    settings.put("false discoveries", AuditNotes.percent(counting.falseDiscovery()));
    settings.put("most rows per class", Integer.toString(counting.rows()));
    if (inputs.rules != null) {
      settings.put("rules", String.valueOf(inputs.rules.getFileName()));
    }
    return settings;
  }
}
