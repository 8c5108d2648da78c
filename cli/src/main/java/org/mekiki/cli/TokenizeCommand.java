package org.mekiki.cli;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how texts are cut into tokens. */
@Command(
    name = "tokenize",
    description = "Shows the tokens of texts; needs a directory's tokenizer files only.",
    mixinStandardHelpOptions = true)
final class TokenizeCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private TextOption texts;
  @Mixin private OutputOption output;

  @Option(
      names = "--model",
      paramLabel = "FILE|DIR",
      description = "a converted model or a Hugging Face directory; default: the embedded model")
  private Path model;

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ExplainCommand.Choice.require("--format", format, "terminal", "json");
    Tokenizer tokenizer = tokenizer();
    return output.write(
        console, out -> texts.forEach(console, item -> out.println(answer(tokenizer, item))));
  }

  private Tokenizer tokenizer() throws IOException {
    if (model != null && Files.isDirectory(model)) {
      return TokenizerReader.read(model);
    }
    if (model != null && !Files.exists(model)) {
      throw new UserException("model " + model + " does not exist");
    }
    try (ModelFile file = model == null ? embedded() : ModelFile.open(model)) {
      return Tokenizer.readFrom(
          new DataInputStream(new ByteArrayInputStream(file.content().tokenizer())));
    }
  }

  private static ModelFile embedded() throws IOException {
    try (InputStream in = TokenizeCommand.class.getResourceAsStream("sst2-small.mekiki")) {
      return ModelFile.of(in.readAllBytes(), "the embedded model");
    }
  }

  private String answer(Tokenizer tokenizer, TextItem item) {
    int limit = texts.maxLength() == 0 ? tokenizer.modelMaxLength().orElse(0) : texts.maxLength();
    Encoding encoding = tokenizer.encode(item.text(), item.pair(), limit);
    texts.checkTruncation(encoding.size(), encoding.untruncatedSize(), console);
    List<Token> tokens =
        encoding.tokens().stream()
            .map(
                t ->
                    new Token(
                        t.token(),
                        t.id(),
                        t.typeId(),
                        t.sequence(),
                        t.start(),
                        t.end(),
                        t.added(),
                        t.word()))
            .toList();
    if (format.equals("terminal")) {
      return tokens.stream()
          .map(token -> TerminalText.line(token.text()))
          .collect(Collectors.joining(" "));
    }
    var text = new EncodedText(item.text(), item.pair(), tokens, encoding.untruncatedSize());
    return Records.line(Records.tokens(item, text));
  }
}
