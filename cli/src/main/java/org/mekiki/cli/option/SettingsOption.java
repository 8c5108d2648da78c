package org.mekiki.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.mekiki.cli.choice.Chosen;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Settings as options of a command. */
@Command
public final class SettingsOption {
  private final List<Setting<?>> settings;
  private final List<Given<?>> given = new ArrayList<>();

  /** A setting, and its option. */
  private record Given<T>(Setting<T> setting, OptionSpec option) {
    void addTo(Chosen chosen) {
      chosen.put(setting, option.getValue());
    }
  }

  /**
   * What follows the option is its value only if it is a number or one of its choices, or tied to
   * it by "=".
   */
  private record TextAfterOption(Setting<?> setting) implements IParameterPreprocessor {
    // The type of the parameter is the interface's.
    @SuppressWarnings("JdkObsolete")
    @Override
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean tied = !" ".equals(info.get("separator"));
      if (!tied && (arguments.isEmpty() || !isValue(arguments.peek()))) {
        arguments.push(setting.bare());
      }
      return false;
    }

    private boolean isValue(String argument) {
      return setting.choices().isEmpty()
          ? argument.matches("[-+]?[0-9]+")
          : setting.choices().contains(argument);
    }
  }

  /** The options of these settings, of which none is given until the option parser says so. */
  public SettingsOption(List<Setting<?>> settings) {
    this.settings = List.copyOf(settings);
  }

  /** Called by the option parser. */
  @Spec
  void addTo(CommandSpec command) {
    settings.forEach(setting -> addTo(command, setting));
  }

  private <T> void addTo(CommandSpec command, Setting<T> setting) {
    OptionSpec option = option(setting);
    command.addOption(option);
    given.add(new Given<>(setting, option));
  }

  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(Naming.OPTIONS.of(setting.name()))
            .description(Naming.OPTIONS.sentence(setting.help()))
            .type(type(setting.kind()));
    if (setting.kind() == Setting.Kind.FLAG) {
      return option.arity("0").build();
    }
    option.paramLabel(setting.label());
    if (setting.kind() == Setting.Kind.STRINGS) {
      option.auxiliaryTypes(String.class);
    }
    if (setting.separated()) {
      option.splitRegex(",");
    }
    if (setting.bare() != null) {
      option.arity("0..1").preprocessor(new TextAfterOption(setting));
    }
    if (!setting.choices().isEmpty() && !setting.labelNamesChoices()) {
      option.completionCandidates(setting.choices());
    }
    return option.build();
  }

  private static Class<?> type(Setting.Kind kind) {
    return switch (kind) {
      case STRING, CHOICE -> String.class;
      case STRINGS -> List.class;
      case INTEGER -> Integer.class;
      case LONG -> Long.class;
      case NUMBER -> Double.class;
      case FLAG -> boolean.class;
    };
  }

  /** What was given. */
  public Chosen chosen() {
    var chosen = new Chosen(Naming.OPTIONS);
    given.forEach(each -> each.addTo(chosen));
    return chosen;
  }
}
