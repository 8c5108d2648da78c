package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.Corpus;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.file.ConversionException;

/** The {@code config.json} of a checkpoint whose other files are sound, converted in memory. */
public final class CheckpointTarget implements FuzzTarget {
  @Override
  public String name() {
    return "config";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class);
  }

  @Override
  public boolean isJson() {
    return true;
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"roberta\"",
        "\"deberta-v2\"",
        "\"distilbert\"",
        "\"lstm\"",
        "\"hidden_size\":",
        "4",
        "12");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    Corpus.place("model.safetensors", folder.resolve("model.safetensors"));
    Corpus.place("vocab.txt", folder.resolve("vocab.txt"));
    Files.write(folder.resolve("config.json"), input);
    Converter.inMemory(folder).close();
  }
}
