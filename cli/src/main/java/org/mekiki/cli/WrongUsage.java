package org.mekiki.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mekiki.cli.console.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is told of arguments that the option parser cannot place. */
final class WrongUsage {
  /** Commands named in a message at most. */
  private static final int NAMED = 3;

  /** Characters of an argument that are repeated at most. */
  private static final int REPEATED = 60;

  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  private WrongUsage() {}

  /** One sentence: what is wrong, what was meant, and how the command concerned is called. */
  static String of(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    return "%s; usage: %s (see %s --help)"
        .formatted(sentence(e), usage(spec), spec.qualifiedName());
  }

  private static String sentence(ParameterException e) {
    CommandLine command = e.getCommandLine();
    // A misspelt option is why a required one is missing, so it is told first.
    List<String> unknown =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched()
            : command.getUnmatchedArguments();
    String name =
        unknown.stream()
            .filter(each -> e instanceof UnmatchedArgumentException || each.startsWith("-"))
            .findFirst()
            .orElse(null);
    return name == null ? sentenceOfKnown(e) : unknown(command.getCommandSpec(), name);
  }

  /** The command's arguments in short. */
  private static String usage(CommandSpec spec) {
    var words = new ArrayList<String>(List.of(spec.qualifiedName()));
    spec.options().stream()
        .filter(ArgSpec::required)
        .forEach(option -> words.add(option.longestName() + "=" + option.paramLabel()));
    words.add(spec.subcommands().isEmpty() ? "[OPTIONS]" : "COMMAND");
    for (PositionalParamSpec each : spec.positionalParameters()) {
      String label = each.paramLabel() + (each.arity().isVariable() ? "..." : "");
      words.add(each.required() ? label : "[" + label + "]");
    }
    return String.join(" ", words);
  }

  private static String unknown(CommandSpec spec, String argument) {
    if (argument.startsWith("-") && argument.length() > 1) {
      return unknownOption(spec, argument.replaceFirst("=.*", ""));
    }
    if (spec.subcommands().isEmpty()) {
      return "\"%s\" is one argument too many".formatted(cut(argument));
    }
    Collection<String> known = spec.subcommands().keySet();
    if (argument.chars().anyMatch(Character::isWhitespace)) {
      return "\"%s\" is not a command; a text follows one, as in mekiki explain \"a fine film\""
          .formatted(cut(argument));
    }
    return "there is no command \"%s\"%s; the commands are %s"
        .formatted(cut(argument), Nearest.hint(argument, known), String.join(", ", known));
  }

  private static String unknownOption(CommandSpec spec, String option) {
    List<String> known =
        spec.options().stream()
            .filter(each -> !each.hidden())
            .flatMap(each -> Stream.of(each.names()))
            .toList();
    String hint = Nearest.hint(option, known);
    List<String> elsewhere = hint.isEmpty() ? commandsWith(spec.root(), option) : List.of();
    if (elsewhere.isEmpty()) {
      return "%s has no option %s%s".formatted(spec.qualifiedName(), cut(option), hint);
    }
    return "%s has no option %s; %s"
        .formatted(
            spec.qualifiedName(),
            option,
            spec.subcommands().isEmpty()
                ? some(elsewhere) + (elsewhere.size() == 1 ? " has it" : " have it")
                : "options follow a command, such as " + elsewhere.getFirst());
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? " and others" : "");
  }

  private static List<String> commandsWith(CommandSpec spec, String option) {
    return spec.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .flatMap(
            sub ->
                Stream.concat(
                    Stream.of(sub)
                        .filter(each -> each.findOption(option) != null)
                        .map(CommandSpec::qualifiedName),
                    commandsWith(sub, option).stream()))
        .toList();
  }

  private static String sentenceOfKnown(ParameterException e) {
    String message = e.getMessage().lines().findFirst().orElse("an argument is wrong");
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return message.contains("parameter for option")
          ? needsValue(missing.getMissing().getFirst())
          // The exception holds the first one alone, its message all of them.
          : QUOTED
              .matcher(message)
              .results()
              .map(result -> result.group(1))
              .collect(Collectors.joining(", ", "missing: ", ""));
    }
    if (e instanceof OverwrittenOptionException overwritten) {
      return "%s is given twice".formatted(name(overwritten.getOverwritten()));
    }
    if (e.getArgSpec() != null && e.getValue() != null) {
      String wanted = wanted(e.getArgSpec().type());
      if (wanted != null) {
        return "%s is \"%s\"; it must be %s"
            .formatted(name(e.getArgSpec()), cut(e.getValue()), wanted);
      }
    }
    return message;
  }

  private static String needsValue(ArgSpec spec) {
    return "%s needs a value: %s".formatted(name(spec), spec.paramLabel());
  }

  private static String wanted(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == float.class
        || type == Float.class
        || type == double.class
        || type == Double.class) {
      return "a number";
    }
    return type == boolean.class || type == Boolean.class ? "left without a value" : null;
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }

  private static String cut(String argument) {
    String line = argument.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= REPEATED
        ? line
        : line.substring(0, line.offsetByCodePoints(0, REPEATED)) + "…";
  }
}
