package org.mekiki.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mekiki.cli.audit.AuditCommand;
import org.mekiki.cli.choice.Languages;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.Failures;
import org.mekiki.cli.console.FaultReport;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.evaluate.EvaluateCommand;
import org.mekiki.cli.explain.CounterfactualCommand;
import org.mekiki.cli.explain.ExplainCommand;
import org.mekiki.cli.explain.PredictCommand;
import org.mekiki.cli.explain.TokenizeCommand;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.serve.ServeCommand;
import org.mekiki.cli.study.StudyCommand;
import org.mekiki.cli.study.StudyMakeCommand;
import org.mekiki.cli.study.StudyScoreCommand;
import org.mekiki.cli.tool.CompletionCommand;
import org.mekiki.cli.tool.ConvertCommand;
import org.mekiki.cli.tool.DoctorCommand;
import org.mekiki.cli.tool.ExportCommand;
import org.mekiki.cli.tool.InspectCommand;
import org.mekiki.cli.train.TrainCommand;
import org.mekiki.cli.train.VocabularyCommand;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command and its subcommands. */
@Command(
    name = "mekiki",
    description = "Says which words made a language model decide as it did.",
    mixinStandardHelpOptions = true,
    version = "mekiki " + Version.NUMBER,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault in mekiki or the machine",
      "2:something in the input or the options was wrong; one sentence says what",
      "3:the model broke a rule of an audit"
    },
    footer = {
      "",
      "Examples:",
      "  mekiki explain \"an unpretentious , warm and very funny film\"",
      "  mekiki serve",
      "  mekiki explain --help"
    })
public final class Mekiki implements Runnable {
  private static final String LANG = "--lang";

  @Spec private CommandSpec spec;

  @Option(
      names = LANG,
      paramLabel = "en|ja",
      scope = ScopeType.INHERIT,
      description =
          "the language of what people read; default: that of the locale (LC_ALL, LC_MESSAGES,"
              + " LANG)")
  private String language;

  private Mekiki() {}

  /** Runs and ends the Java machine with the command's exit code. */
  public static void main(String[] args) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    ColourDepth colours =
        isTerminal("mekiki.terminal.out") ? ColourDepth.of(System.getenv()) : ColourDepth.NONE;
    Console console =
        new Console(out, err, colours, isTerminal("mekiki.terminal.err"))
            .in(Speech.of(System.getenv()));
    int status = run(console, args);
    out.flush();
    System.exit(status);
  }

  /**
   * Whether a stream is a terminal: the launcher says so, since Java knows of standard input and
   * output together only.
   */
  // With a module path that resolves no console provider there is no console after all.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal(String property) {
    String known = System.getProperty(property);
    return known == null
        ? System.console() != null && System.console().isTerminal()
        : known.equals("true");
  }

  /** Runs with the given streams; returns the exit code. */
  static int run(Console asked, String... args) {
    FaultReport.called(args);
    Console console = language(args).map(name -> asked.in(Speech.in(name))).orElse(asked);
    int status =
        PlainCall.of(console, args).map(PlainCall::run).orElseGet(() -> parse(console, args));
    // Streams of this kind keep silent about failures until asked.
    if (status == ExitCode.OK && console.out().checkError()) {
      console.tell(OutputOption.unwritable("standard output"));
      return ExitCode.USAGE;
    }
    return status;
  }

  /** The language that arguments ask for: even who cannot be parsed is answered in it. */
  private static Optional<String> language(String... args) {
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      String next = i + 1 < args.length ? args[i + 1] : "";
      String value =
          args[i].equals(LANG) ? next : args[i].startsWith(LANG + "=") ? tail(args[i]) : "";
      if (Texts.LANGUAGES.contains(value)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static String tail(String argument) {
    return argument.substring(LANG.length() + 1);
  }

  /** All commands. */
  static CommandLine commands(Console console) {
    var line = new CommandLine(new Mekiki());
    line.addSubcommand(new ExplainCommand(console));
    line.addSubcommand(new PredictCommand(console));
    line.addSubcommand(new CounterfactualCommand(console));
    line.addSubcommand(new AuditCommand(console));
    line.addSubcommand(new EvaluateCommand(console));
    line.addSubcommand(
        new CommandLine(new StudyCommand())
            .addSubcommand(new StudyMakeCommand(console))
            .addSubcommand(new StudyScoreCommand(console)));
    line.addSubcommand(new TrainCommand(console));
    line.addSubcommand(new TokenizeCommand(console));
    line.addSubcommand(new ConvertCommand(console));
    line.addSubcommand(new ExportCommand(console));
    line.addSubcommand(new VocabularyCommand(console));
    line.addSubcommand(new InspectCommand(console));
    line.addSubcommand(new ServeCommand(console));
    line.addSubcommand(new DoctorCommand(console));
    line.addSubcommand(new CompletionCommand(console));
    tellOfModels(line, console);
    HelpGroups.apply(line, console.speech());
    HelpTexts.apply(line, console.speech());
    return line;
  }

  /** What directories of models have to say reaches the user, whatever the command. */
  private static void tellOfModels(CommandLine line, Console console) {
    line.getCommandSpec().mixins().values().stream()
        .map(CommandLine.Model.CommandSpec::userObject)
        .filter(ModelOption.class::isInstance)
        .forEach(option -> ((ModelOption) option).tell(console::tell));
    line.getSubcommands().values().forEach(sub -> tellOfModels(sub, console));
  }

  private static int parse(Console console, String... args) {
    CommandLine line = commands(console);
    line.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (e, _) -> {
          console.tell(WrongUsage.of(e));
          return ExitCode.USAGE;
        });
    line.setExecutionStrategy(
        parsed -> {
          String language = ((Mekiki) line.getCommand()).language;
          try {
            if (language != null) {
              Languages.texts(LANG, language);
            }
          } catch (UserException e) {
            return Failures.report(e, console);
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler((e, _, _) -> Failures.report(e, console));
    try {
      return line.execute(args);
    } catch (VirtualMachineError e) {
      return Failures.fault(e, console);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
