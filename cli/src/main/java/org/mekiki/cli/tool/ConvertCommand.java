package org.mekiki.cli.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.option.JapaneseOption;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.Converter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a converted model of a Hugging Face directory. */
@Command(
    name = "convert",
    description = "Converts a Hugging Face directory into one model file.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki convert path/to/hf-checkpoint model.mekiki --dtype f16",
      "  mekiki convert path/to/base model.mekiki --adapter path/to/lora"
    })
public final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "HF_DIR", description = "the directory")
  private Path directory;

  @Parameters(index = "1", paramLabel = "OUT.mekiki", description = "the file to write")
  private Path target;

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16|f16",
      description = "how numbers are stored; default: as in the checkpoint")
  private String dtype;

  @Option(
      names = "--adapter",
      paramLabel = "DIR|NAME",
      description =
          "a LoRA adapter of PEFT, or the task of one that the model has of its own, which is"
              + " merged into the weights")
  private Path adapter;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "what the model is to answer: sequence-classification, token-classification, masked-lm,"
              + " question-answering, sentence-embedding or entity-recognition; default: what"
              + " config.json says, or else what the weights show")
  private String task;

  @Mixin private JapaneseOption japanese = new JapaneseOption();

  public ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Optional<ElementType> type = Optional.empty();
    if (dtype != null) {
      Choice.require("--dtype", dtype, "f32", "bf16", "f16");
      type = Arrays.stream(ElementType.values()).filter(t -> t.label().equals(dtype)).findFirst();
    }
    Optional<Task> wanted =
        Optional.ofNullable(task).map(name -> Choice.of("--task", name, Task.values()));
    Converter.convert(
        directory,
        Optional.ofNullable(adapter),
        target,
        type,
        wanted,
        japanese.words(),
        console::tell);
    console.out().println(console.speech().say("wrote %s, %d bytes", target, Files.size(target)));
    return ExitCode.OK;
  }
}
