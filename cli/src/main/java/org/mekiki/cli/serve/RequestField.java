package org.mekiki.cli.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A field of a request that is an option of the command line.
 *
 * @param name in the request
 * @param option on the command line
 * @param kind what values it takes
 * @param choices the values, where there are few
 * @param description one sentence
 */
record RequestField(
    String name, String option, Kind kind, List<String> choices, String description) {
  /** What a field takes. */
  enum Kind {
    /** A string. */
    STRING,
    /** One string or an array of strings. */
    STRINGS,
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** true or false. */
    FLAG
  }

  /** All of them, by name: whatever the options are made of. */
  static Map<String, RequestField> all() {
    var fields = new TreeMap<String, RequestField>();
    for (OptionSpec option : CommandSpec.forAnnotatedObject(new RequestOptions()).options()) {
      RequestField field = of(option);
      fields.put(field.name(), field);
    }
    return fields;
  }

  private static RequestField of(OptionSpec option) {
    Class<?> type = option.type();
    Kind kind =
        option.isMultiValue()
            ? Kind.STRINGS
            : type == boolean.class || type == Boolean.class
                ? Kind.FLAG
                : type == Integer.class || type == int.class
                    ? Kind.INTEGER
                    : type == Double.class || type == double.class ? Kind.NUMBER : Kind.STRING;
    List<String> choices = choices(option);
    return new RequestField(
        option.longestName().substring(2).replace('-', '_'),
        option.longestName(),
        kind,
        choices,
        String.join(" ", option.description()));
  }

  /** The option's candidates for completion, or a label that lists them: {@code mask|pad}. */
  private static List<String> choices(OptionSpec option) {
    var candidates = new ArrayList<String>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(candidates::add);
    }
    String label = option.paramLabel();
    return candidates.isEmpty() && label.matches("[a-z-]+(\\|[a-z-]+)+")
        ? List.of(label.split("\\|", -1))
        : candidates;
  }

  /** The arguments that say the same on the command line. */
  List<String> arguments(List<String> values) {
    var arguments = new ArrayList<String>();
    for (String value : values) {
      if (kind != Kind.FLAG) {
        arguments.add(option + "=" + value);
      } else if (value.equals("true")) {
        arguments.add(option);
      }
    }
    return arguments;
  }

  /** A sentence about options, as one about fields. */
  static String sentence(String aboutOptions) {
    var out = new StringBuilder();
    var matcher =
        java.util.regex.Pattern.compile("(?<!\")--([a-z]+(?:-[a-z]+)*)").matcher(aboutOptions);
    while (matcher.find()) {
      matcher.appendReplacement(out, matcher.group(1).replace('-', '_'));
    }
    return matcher.appendTail(out).toString();
  }
}
