package org.mekiki.cli.tool;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = "Writes a script that completes commands and options.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  source <(mekiki completion bash)",
      "  mekiki completion zsh > ~/.mekiki-completion && echo 'source ~/.mekiki-completion' >>"
          + " ~/.zshrc"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "bash|zsh", description = "the shell")
  private String shell;

  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Choice.require("the shell", shell.toLowerCase(Locale.ROOT), "bash", "zsh");
    // The script knows both shells: in zsh it turns on the completion that bash has.
    console.out().print(AutoComplete.bash("mekiki", spec.root().commandLine()));
    return ExitCode.OK;
  }
}
