package org.mekiki.cli.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Exporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a Hugging Face directory of a converted model. */
@Command(
    name = "export",
    description = "Writes a converted or trained model as a Hugging Face directory.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki export model.mekiki path/to/hf-checkpoint",
      "  mekiki export --force model.mekiki path/to/hf-checkpoint"
    })
public final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "MODEL.mekiki", description = "the model")
  private Path model;

  @Parameters(index = "1", paramLabel = "HF_DIR", description = "the directory to write")
  private Path directory;

  @Option(names = "--force", description = "replaces a directory that holds a model")
  private boolean force;

  public ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(model)) {
      throw new UserException("model " + model + " is a directory; a converted model is needed");
    }
    try (ModelFile file = ModelFile.open(model)) {
      file.verifyIdentity();
      Exporter.export(file, directory, force);
    }
    console.out().println(console.speech().say("wrote %s", directory));
    return ExitCode.OK;
  }
}
