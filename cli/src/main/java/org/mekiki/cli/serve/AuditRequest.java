package org.mekiki.cli.serve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.cli.audit.AuditSettings;
import org.mekiki.cli.choice.AuditChoice;
import org.mekiki.cli.choice.Languages;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting.Kind;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.Baseline;
import org.mekiki.sig.attribution.OutputKind;

/**
 * A request for a small audit.
 *
 * @param name of the table, whose ending says how it is written
 * @param table its content
 * @param columns that were named
 * @param choice how its texts are explained
 * @param minimum words in fewer texts are left out; null for the usual
 * @param html whether the page is wanted and not the JSON object
 * @param page whether the object is wanted with the page in it
 * @param speech the language of the page and of findings
 */
record AuditRequest(
    String name,
    String table,
    DataColumns columns,
    AuditChoice choice,
    Integer minimum,
    boolean html,
    boolean page,
    Speech speech) {
  /** The formats of an answer. */
  static final List<String> FORMATS = List.of("json", "html");

  /** The fields, and of which kind they are. */
  static final Map<String, Kind> FIELDS = fields();

  private static final String METHOD = "method";

  /** Rows kept a table and class: as many as the page shows. */
  private static final int ROWS = 500;

  /** The share of texts that a word must be in, in a table of less than a hundred. */
  private static final int PART = 20;

  private static final int USUAL_MINIMUM = 5;
  private static final int LEAST_MINIMUM = 2;

  private static Map<String, Kind> fields() {
    var fields = new TreeMap<String, Kind>();
    for (String field : List.of("model", "name", "table", "lang", "format", METHOD)) {
      fields.put(field, Kind.STRING);
    }
    for (String column : List.of("text", "pair", "label", "group")) {
      fields.put(column + "_column", Kind.STRING);
    }
    fields.put("target", Kind.STRINGS);
    fields.put("phrases", Kind.INTEGER);
    fields.put("min_count", Kind.INTEGER);
    fields.put("page", Kind.FLAG);
    fields.put("deadline", Kind.NUMBER);
    return Map.copyOf(fields);
  }

  /**
   * What a body asks for.
   *
   * @throws Problem naming the field that is missing or cannot be used
   */
  static AuditRequest of(RequestBody body) {
    String format = body.string("format").orElse("json");
    Choice.require("format", format, FORMATS);
    Integer minimum = body.integer("min_count").orElse(null);
    Positive.require("min_count", minimum, Integer.MAX_VALUE);
    var choice =
        new AuditChoice(
            body.string(METHOD).orElse(AuditChoice.METHOD),
            Baseline.MASK,
            OutputKind.LOGIT,
            new WrittenTargets(Naming.FIELDS, body.strings("target"), List.of()),
            body.integer("phrases").orElse(AuditChoice.PHRASES),
            null);
    return new AuditRequest(
        name(required(body, "name")),
        required(body, "table"),
        new DataColumns(
            column(body, "text"),
            column(body, "pair"),
            column(body, "label"),
            column(body, "group")),
        choice,
        minimum,
        format.equals("html"),
        body.flag("page"),
        Speech.in(
            Languages.texts(Naming.FIELDS.of("lang"), body.string("lang").orElse("en"))
                .language()));
  }

  private static String required(RequestBody body, String field) {
    return body.string(field)
        .orElseThrow(() -> Problem.of(422, "the field \"%s\" is missing".formatted(field)));
  }

  private static String column(RequestBody body, String column) {
    return body.string(column + "_column").orElse(null);
  }

  /** A name that is no path, and that any file system takes. */
  private static String name(String name) {
    boolean plain =
        name.matches("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,200}")
            && name.toLowerCase(java.util.Locale.ROOT).matches(".*[^.].*\\.(csv|tsv|jsonl)");
    if (!plain) {
      throw Problem.of(
          422,
          "the field \"name\" must be a file's name that ends with .csv, .tsv or .jsonl, without"
              + " a folder; it says how \"table\" is written");
    }
    return name;
  }

  /**
   * How it is counted.
   *
   * @param texts of the table
   */
  AuditSettings counting(int texts) {
    int usual = Math.clamp(texts / PART, LEAST_MINIMUM, USUAL_MINIMUM);
    return new AuditSettings(
        true, minimum == null ? usual : minimum, 0.95, 0.05, ROWS, AuditSettings.MOST_TERMS);
  }
}
