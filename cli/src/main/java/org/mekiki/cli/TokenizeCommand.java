package org.mekiki.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mekiki.core.model.EncodedText;
import org.mekiki.transformer.tokenizer.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how texts are cut into tokens. */
@Command(
    name = "tokenize",
    description = "Shows the tokens of texts; needs a directory's tokenizer files only.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki tokenize --model path/to/hf-checkpoint \"unpretentiousness\""
    })
final class TokenizeCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model;
  @Mixin private TextOption texts;
  @Mixin private OutputOption output;

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    Tokenizer tokenizer = model.tokenizer();
    return output.write(
        console, out -> texts.forEach(console, out, item -> out.println(answer(tokenizer, item))));
  }

  private String answer(Tokenizer tokenizer, TextItem item) {
    int limit = texts.maxLength() == 0 ? tokenizer.modelMaxLength().orElse(0) : texts.maxLength();
    EncodedText text =
        tokenizer.encode(item.text(), item.pair(), limit).of(item.text(), item.pair());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    if (format.equals("json")) {
      return Records.line(Records.tokens(item, text));
    }
    return text.tokens().stream()
        .map(token -> TerminalText.line(token.text()))
        .collect(Collectors.joining(" "));
  }
}
