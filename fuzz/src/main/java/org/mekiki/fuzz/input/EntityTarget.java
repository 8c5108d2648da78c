package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.fuzz.Corpus;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.transformer.EntityFinder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.entity.EntityChoice;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * The {@code gliner_config.json} of a model whose other files are sound, converted in memory and
 * asked.
 */
public final class EntityTarget implements FuzzTarget {
  @Override
  public String name() {
    return "gliner";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class, ModelFileException.class, ArithmeticException.class);
  }

  @Override
  public boolean isJson() {
    return true;
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"token_level\"",
        "\"marker\"",
        "\"modernbert\"",
        "\"deberta-v2\"",
        "\"hidden_size\":",
        "\"max_len\":",
        "\"<<ENT>>\"",
        "8");
  }

  /** A model is made of the input, and asked. */
  @Override
  public long memory(int length) {
    return (128L << 20) + 4096L * length;
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    Corpus.place("gliner.safetensors", folder.resolve("model.safetensors"));
    Corpus.place("gliner-tokenizer.json", folder.resolve("tokenizer.json"));
    Files.write(folder.resolve("gliner_config.json"), input);
    try (ModelFile file = Converter.inMemory(folder)) {
      var model = (EntityFinder) TaskModel.of(file, ComputeContext.sequential());
      EntityFinder asked;
      EncodedText text;
      try {
        asked = model.withLabels(List.of("person", "city"));
        text = asked.encode("Ada met Charles in London", null, 0);
      } catch (IllegalArgumentException e) {
        return; // a marker that is part of a label, or no room behind the labels
      }
      asked.find(text, EntityChoice.DEFAULT);
    }
  }
}
