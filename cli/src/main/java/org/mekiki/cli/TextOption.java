package org.mekiki.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts: arguments, or a file that is read line by line. */
final class TextOption {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "the texts")
  private List<String> texts = List.of();

  @Option(names = "--pair", paramLabel = "TEXT", description = "a second text beside the first")
  private String pair;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "texts from a file: .txt, one a line; .jsonl, objects with text, text_pair, id")
  private Path input;

  @Option(names = "--max-length", paramLabel = "N", description = "tokens at most")
  private Integer maxLength;

  @Option(names = "--no-truncate", description = "refuse texts over the limit")
  private boolean noTruncate;

  /** Works on one text. */
  interface Work {
    void accept(TextItem item) throws IOException;
  }

  /** Tokens at most, 0 for the model's limit. */
  int maxLength() {
    if (maxLength != null && maxLength < 1) {
      throw new UserException("--max-length must be at least 1, got " + maxLength);
    }
    return maxLength == null ? 0 : maxLength;
  }

  /** Refuses a text that was cut where the user does not want that; tells of it otherwise. */
  void checkTruncation(int kept, int all, Console console) {
    if (all <= kept) {
      return;
    }
    if (noTruncate) {
      throw new UserException(
          "the text has %d tokens, the limit is %d; shorten it or leave out --no-truncate"
              .formatted(all, kept));
    }
    console
        .err()
        .println("mekiki: text truncated: the first %d of %d tokens are read".formatted(kept, all));
  }

  /** Does the work for each text; returns the exit code. */
  int forEach(Console console, Work work) throws IOException {
    if (input != null) {
      if (!texts.isEmpty() || pair != null) {
        throw new UserException("give texts as arguments or by --input, not both");
      }
      return forEachLine(console, work);
    }
    if (texts.isEmpty()) {
      throw new UserException("there is no text: give one as argument, or a file by --input");
    }
    for (String text : texts) {
      work.accept(new TextItem(null, text, pair));
    }
    return Mekiki.OK;
  }

  private int forEachLine(Console console, Work work) throws IOException {
    String name = input.getFileName().toString();
    boolean json = name.endsWith(".jsonl");
    if (!json && !name.endsWith(".txt")) {
      throw new UserException("--input takes a .txt or a .jsonl file, got " + name);
    }
    int status = Mekiki.OK;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(input), 1 << 16)) {
      long number = 0;
      for (byte[] line = nextLine(in); line != null; line = nextLine(in)) {
        number++;
        try {
          String text = decode(line);
          work.accept(json ? parse(text) : new TextItem(null, text, null));
        } catch (UserException | IllegalArgumentException | ArithmeticException e) {
          console.err().println("mekiki: %s, line %d: %s".formatted(input, number, e.getMessage()));
          status = Mekiki.USAGE;
        }
        if (console.interactive() && number % 20 == 0) {
          console.err().print("\r" + number + " texts");
        }
      }
    }
    return status;
  }

  /** The next line without its end, or null. */
  private static byte[] nextLine(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      return null;
    }
    var line = new ByteArrayOutputStream();
    for (; b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    byte[] bytes = line.toByteArray();
    boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return carriageReturn ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  private static String decode(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new UserException("the line is not valid UTF-8");
    }
  }

  private static TextItem parse(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new UserException("the line is not valid JSON");
    }
    if (!node.isObject() || !node.path("text").isString()) {
      throw new UserException("the line must be an object with a string \"text\"");
    }
    JsonNode second = node.path("text_pair");
    JsonNode id = node.path("id");
    return new TextItem(
        id.isMissingNode() || id.isNull() ? null : id.asString(),
        node.path("text").asString(),
        second.isString() ? second.asString() : null);
  }
}
