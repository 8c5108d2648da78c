package org.mekiki.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.cli.wording.Speech;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What belongs together in the help: commands by what one wants to do, options of commands that
 * have many by what they are about. Completion and the parser know nothing of it.
 */
final class HelpGroups {
  /** A heading and what stands below it: names of commands, or of options without dashes. */
  record Group(String heading, List<String> names) {}

  /** Options of commands with more than this have headings. */
  static final int MANY = 15;

  /** The heading of options that stand in no group. */
  static final String OTHER = "Other";

  /** The commands. */
  static final List<Group> COMMANDS =
      List.of(
          group("Explain a decision", "explain", "predict", "counterfactual"),
          group("Judge a model on many texts", "audit"),
          group("Judge explanations", "evaluate", "study"),
          group(
              "Prepare models and look into them",
              "train convert export vocabulary inspect tokenize"),
          group("Serve a page and an API", "serve"),
          group("Set up", "doctor", "completion"));

  private static final Group HELP = group("About this command", "lang", "help", "version");

  private static final Group VECTORS =
      group("How vectors are made", "prompt prompt-text pair-prompt truncate-dim");

  /** The options of commands that have many, by the command's whole name. */
  static final Map<String, List<Group>> OPTIONS =
      Map.of(
          "explain",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented input pair note max-length truncation"
                      + " truncation-side no-truncate window"),
              group(
                  "What to explain",
                  "target at labels threshold nested multi-label output-kind phrase phrases"
                      + " sentences units pieces entities top max-answer-length"),
              group(
                  "How to explain it",
                  "method baseline tolerance max-steps steps quadrature samples noise neighbours"
                      + " seed"),
              group(
                  "What else to find out",
                  "counterfactual effects interactions interactions-order interactions-top"),
              group("What to show, and where", "format output all verbose features"),
              VECTORS,
              group("What it may cost", "budget threads"),
              HELP),
          "predict",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented input pair note max-length truncation"
                      + " truncation-side no-truncate window"),
              VECTORS,
              group("Which entities to find", "labels threshold nested multi-label"),
              group(
                  "What to show, and where", "format output top query entities max-answer-length"),
              group("What it may cost", "threads"),
              HELP),
          "tokenize",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented input pair note max-length truncation"
                      + " truncation-side no-truncate stride"),
              VECTORS,
              group("What to show, and where", "format output"),
              HELP),
          "counterfactual",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented input pair note max-length no-truncate"
                      + " pieces"),
              group("What to search for", "target to operation replace baseline max-words top"),
              VECTORS,
              group("What to show, and where", "format output"),
              group("What it may cost", "max-passes threads"),
              HELP),
          "audit",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented data text-column pair-column"
                      + " label-column group-column rows"),
              group("What to explain", "target at output-kind method baseline phrases"),
              group("What to look for", "rules probes counterfactual before"),
              group("How to count", "case min-count confidence false-discovery"),
              VECTORS,
              group("Where to write", "output restart"),
              group("What it may cost", "threads"),
              HELP),
          "evaluate",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented data text-column pair-column"
                      + " label-column sample seed rationales docs"),
              group("What to judge", "methods baseline steps tolerance"),
              group("How to judge", "examine metrics protocol tokens beam probe-sample shortcut"),
              group("Tasks with a known truth", "truth shape"),
              VECTORS,
              group("What to show, and where", "format output restart"),
              group("What it may cost", "threads"),
              HELP),
          "study make",
          List.of(
              group(
                  "What to read",
                  "model adapter mecab-dictionary segmented data text-column pair-column"
                      + " label-column sample seed rationales docs"),
              group("What to compare", "methods steps tolerance"),
              VECTORS,
              group("Where to write", "output key"),
              group("What it may cost", "threads"),
              HELP),
          "serve",
          List.of(
              group(
                  "What to serve, and where",
                  "model adapter mecab-dictionary segmented host port allow-host"),
              group("What a request may ask for", "max-body max-text max-rows max-passes deadline"),
              group("How much at a time", "running waiting threads connections patience grace"),
              HELP),
          "train",
          List.of(
              group(
                  "What to learn from",
                  "data dev dev-share text-column pair-column label-column labels task problem"),
              group(
                  "Which model",
                  "init config mecab-dictionary segmented dtype max-length teacher teacher-share"
                      + " dropout whole-words"),
              group(
                  "How to learn",
                  "epochs batch-size micro-batch-size learning-rate schedule warm-up optimizer"
                      + " momentum weight-decay clip averaging label-smoothing seed"),
              group(
                  "What to be indifferent to, and what to mask",
                  "indifferent-to indifference mask-augmentation mask-share word-dropout"),
              group("When to stop", "evaluations patience stop-after"),
              group("Where to write", "out run resume"),
              group("What it may cost", "threads"),
              HELP));

  private HelpGroups() {}

  private static Group group(String heading, String... names) {
    return new Group(
        heading, Arrays.stream(names).flatMap(some -> Arrays.stream(some.split(" "))).toList());
  }

  /** Gives all commands their headings. */
  static void apply(CommandLine line, Speech speech) {
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commandList(help, speech));
    line.getCommandSpec().usageMessage().commandListHeading("");
    applyToOptions(line, speech);
  }

  private static void applyToOptions(CommandLine line, Speech speech) {
    if (OPTIONS.containsKey(name(line.getCommandSpec()))) {
      line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      line.getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> optionList(help, speech));
    }
    line.getSubcommands().values().forEach(sub -> applyToOptions(sub, speech));
  }

  /** The name as one types it after {@code mekiki}. */
  static String name(CommandSpec spec) {
    return spec.parent() == null || spec.parent().parent() == null
        ? spec.name()
        : name(spec.parent()) + " " + spec.name();
  }

  private static String heading(String heading, Speech speech) {
    return System.lineSeparator() + speech.say("%s:", speech.say(heading)) + System.lineSeparator();
  }

  private static String commandList(Help help, Speech speech) {
    var all = help.subcommands();
    var text = new StringBuilder();
    var left = new HashSet<String>(all.keySet());
    for (Group group : withRest(COMMANDS, left)) {
      text.append(heading(group.heading(), speech));
      int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
      var table =
          Help.TextTable.forColumns(
              help.colorScheme(),
              new Help.Column(width + 4, 2, Help.Column.Overflow.SPAN),
              new Help.Column(
                  help.commandSpec().usageMessage().width() - width - 4,
                  0,
                  Help.Column.Overflow.WRAP));
      for (String name : group.names()) {
        CommandSpec spec = all.get(name).commandSpec();
        table.addRowValues(name, spec.usageMessage().description()[0]);
      }
      table.toString(text);
    }
    return text.toString();
  }

  private static String optionList(Help help, Speech speech) {
    CommandSpec spec = help.commandSpec();
    var text = new StringBuilder();
    var left = new HashSet<String>();
    spec.options().forEach(option -> left.add(bare(option)));
    for (Group group : withRest(OPTIONS.get(name(spec)), left)) {
      var options = new ArrayList<OptionSpec>();
      for (String name : group.names()) {
        options.add(spec.findOption("--" + name));
      }
      Help.Layout layout = help.createDefaultLayout();
      layout.addOptions(options, help.parameterLabelRenderer());
      text.append(heading(group.heading(), speech)).append(layout);
    }
    return text.toString();
  }

  /** An option's long name without dashes. */
  static String bare(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /** The groups of what there is, and one of what stands in none. */
  private static List<Group> withRest(List<Group> groups, Set<String> all) {
    var found = new ArrayList<Group>();
    var left = new HashSet<>(all);
    for (Group group : groups) {
      List<String> names = group.names().stream().filter(left::remove).toList();
      if (!names.isEmpty()) {
        found.add(new Group(group.heading(), names));
      }
    }
    if (!left.isEmpty()) {
      found.add(new Group(OTHER, left.stream().sorted().toList()));
    }
    return found;
  }
}
