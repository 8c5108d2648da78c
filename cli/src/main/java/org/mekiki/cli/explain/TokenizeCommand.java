package org.mekiki.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mekiki.cli.choice.TruncationChoice;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.option.TextOption;
import org.mekiki.cli.option.TruncationOption;
import org.mekiki.cli.record.Records;
import org.mekiki.core.model.EncodedText;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

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
public final class TokenizeCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model;
  @Mixin private TextOption texts;
  @Mixin private TruncationOption truncation;
  @Mixin private OutputOption output;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description =
          "show all windows of a text over the limit; neighbouring windows share N tokens")
  private Integer stride;

  @Option(
      names = "--format",
      paramLabel = "terminal|json",
      description =
          "default: terminal, where tokens that form one character together are shown as"
              + " A+B=character")
  private String format = "terminal";

  public TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    TruncationChoice cut = truncation.choice();
    if (stride != null && stride < 0) {
      throw new UserException("--stride must not be negative, got " + stride);
    }
    Tokenizer tokenizer = model.tokenizer();
    return output.write(
        console,
        out ->
            texts.forEach(
                console, out, item -> answers(tokenizer, cut, item).forEach(out::println)));
  }

  /** The windows of a text, or the first of them alone. */
  private List<Encoding> windows(
      Tokenizer tokenizer, TruncationChoice cut, TextItem item, int limit) {
    return stride == null
        ? List.of(tokenizer.encode(item.text(), item.pair(), cut.truncation(tokenizer, limit, 0)))
        : tokenizer.windows(item.text(), item.pair(), cut.truncation(tokenizer, limit, stride));
  }

  private List<String> answers(Tokenizer tokenizer, TruncationChoice cut, TextItem item) {
    int limit = texts.maxLength() == 0 ? tokenizer.modelMaxLength().orElse(0) : texts.maxLength();
    List<Encoding> windows = windows(tokenizer, cut, item, limit);
    if (stride == null) {
      Encoding only = windows.getFirst();
      texts.checkTruncation(only.size(), only.untruncatedSize(), console);
    }
    var answers = new ArrayList<String>();
    for (Encoding window : windows) {
      EncodedText text = window.of(item.text(), item.pair());
      if (format.equals("terminal")) {
        answers.add(TokenText.line(text));
      } else {
        ObjectNode node = Records.tokens(item, text);
        if (stride != null) {
          node.put("window", answers.size()).put("windows", windows.size());
        }
        answers.add(Records.line(node));
      }
    }
    return answers;
  }
}
