package org.mekiki.cli;

import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.mekiki.cli.wording.Speech;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help in another language: descriptions stand in English where options are defined. */
final class HelpTexts {
  private HelpTexts() {}

  /** Says all descriptions and headings of all commands in a language. */
  static void apply(CommandLine line, Speech speech) {
    if (!speech.isEnglish()) {
      line.setHelpFactory((spec, scheme) -> new Said(spec, scheme, speech));
      say(line, speech);
    }
  }

  private static void say(CommandLine line, Speech speech) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.synopsisHeading(speech.say(usage.synopsisHeading()));
    usage.description(said(usage.description(), speech));
    usage.footer(said(usage.footer(), speech));
    usage.exitCodeListHeading(speech.say(usage.exitCodeListHeading()));
    var codes = new LinkedHashMap<String, String>();
    usage.exitCodeList().forEach((code, meaning) -> codes.put(code, speech.say(meaning)));
    usage.exitCodeList(codes);
    line.getSubcommands().values().forEach(sub -> say(sub, speech));
  }

  /** Descriptions in a language. */
  static String[] said(String[] lines, Speech speech) {
    return Stream.of(lines).map(speech::of).toArray(String[]::new);
  }

  /** Help whose options are copies with other descriptions: the parser keeps its own. */
  private static final class Said extends Help {
    private final Speech speech;

    Said(CommandSpec spec, ColorScheme scheme, Speech speech) {
      super(spec, scheme);
      this.speech = speech;
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
      IOptionRenderer usual = super.createDefaultOptionRenderer();
      return (option, labels, scheme) ->
          usual.render(
              OptionSpec.builder(option)
                  .names(option.names())
                  .description(said(option.description(), speech))
                  .build(),
              labels,
              scheme);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
      IParameterRenderer usual = super.createDefaultParameterRenderer();
      return (each, labels, scheme) ->
          usual.render(
              PositionalParamSpec.builder(each)
                  .description(said(each.description(), speech))
                  .build(),
              labels,
              scheme);
    }
  }
}
