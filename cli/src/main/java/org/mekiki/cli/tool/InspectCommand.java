package org.mekiki.cli.tool;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.record.Records;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.onnx.OnnxFile;
import org.mekiki.weights.converter.safetensors.Dtype;
import org.mekiki.weights.converter.safetensors.SafetensorsFile;
import org.mekiki.weights.converter.torch.TorchFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a weights file strictly and lists what is in it. */
@Command(
    name = "inspect",
    description = "Checks a safetensors, PyTorch, ONNX or converted file and lists its tensors.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki inspect model.mekiki",
      "  mekiki inspect --format json model.safetensors"
    })
public final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "the file")
  private Path file;

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  public InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    if (Files.isDirectory(file)) {
      throw new UserException(
          file + " is a directory; name a file in it, such as model.safetensors");
    }
    InputFile.require(file);
    ObjectNode listing = listing();
    if (format.equals("json")) {
      console.out().println(Records.line(listing));
    } else {
      print(listing);
    }
    return ExitCode.OK;
  }

  private ObjectNode listing() throws IOException {
    String beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = new String(in.readNBytes(6), StandardCharsets.ISO_8859_1);
    }
    if (beginning.equals("MEKIKI")) {
      return converted();
    }
    if (beginning.startsWith("PK\u0003\u0004") || beginning.startsWith("\u0080")) {
      return torch();
    }
    return Converter.converts(file) ? onnx() : safetensors();
  }

  private ObjectNode onnx() throws IOException {
    try (OnnxFile opened = OnnxFile.open(file)) {
      ObjectNode node = Records.object().put("format", "onnx");
      node.putObject("metadata").put("opset", Long.toString(opened.opset()));
      ArrayNode tensors = node.putArray("tensors");
      opened
          .constants()
          .forEach(
              (name, numbers) ->
                  add(
                      name,
                      numbers.type().dtype(),
                      numbers.dims().stream().map(BigInteger::valueOf).toList(),
                      tensors));
      return node;
    }
  }

  private ObjectNode torch() throws IOException {
    try (TorchFile opened = TorchFile.open(file)) {
      ObjectNode node = Records.object().put("format", "pytorch");
      node.putObject("metadata");
      ArrayNode tensors = node.putArray("tensors");
      opened
          .tensors()
          .forEach(tensor -> add(tensor.name(), tensor.dtype(), tensor.shape(), tensors));
      return node;
    }
  }

  private static void add(String name, Dtype dtype, List<BigInteger> shape, ArrayNode tensors) {
    ObjectNode entry = tensors.addObject().put("name", name).put("dtype", dtype.name());
    ArrayNode dimensions = entry.putArray("shape");
    shape.forEach(dimensions::add);
  }

  private ObjectNode safetensors() throws IOException {
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      ObjectNode node = Records.object().put("format", "safetensors");
      ObjectNode metadata = node.putObject("metadata");
      opened.metadata().forEach(metadata::put);
      ArrayNode tensors = node.putArray("tensors");
      opened
          .tensors()
          .forEach(tensor -> add(tensor.name(), tensor.dtype(), tensor.shape(), tensors));
      return node;
    }
  }

  private ObjectNode converted() throws IOException {
    try (ModelFile opened = ModelFile.open(file)) {
      opened.verifyIdentity();
      ObjectNode node = Records.object().put("format", "mekiki").put("sha256", opened.sha256());
      ObjectNode metadata = node.putObject("metadata");
      opened.configuration().forEach(metadata::put);
      ArrayNode tensors = node.putArray("tensors");
      opened
          .content()
          .tensors()
          .forEach(
              tensor -> {
                ObjectNode entry =
                    tensors
                        .addObject()
                        .put("name", tensor.name())
                        .put("dtype", tensor.type().name());
                ArrayNode shape = entry.putArray("shape");
                for (int dim : tensor.shape().toArray()) {
                  shape.add(dim);
                }
              });
      return node;
    }
  }

  private void print(ObjectNode listing) {
    console
        .out()
        .println(
            console
                .speech()
                .say("%s: a sound file, format %s", file, listing.path("format").asString()));
    listing
        .path("metadata")
        .properties()
        .forEach(
            entry ->
                console
                    .out()
                    .println(
                        TerminalText.line(
                            "  " + entry.getKey() + " = " + entry.getValue().asString())));
    listing
        .path("tensors")
        .forEach(
            tensor ->
                console
                    .out()
                    .println(
                        TerminalText.line(
                            "  %s %s %s"
                                .formatted(
                                    tensor.path("dtype").asString(),
                                    tensor.path("shape").toString(),
                                    tensor.path("name").asString()))));
  }
}
