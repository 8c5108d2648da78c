package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.tokenizer.JapaneseWords;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;

/**
 * What a configuration and a tokenizer say of a model that has no weights yet.
 *
 * @param encoder the encoder's configuration
 * @param tokenizer the tokenizer
 * @param labels names of the classes; none where the configuration names none
 * @param configuration all of it, nested keys joined by dots
 */
public record NewModel(
    EncoderConfig encoder,
    Tokenizer tokenizer,
    List<String> labels,
    Map<String, String> configuration) {
  private static final String CONFIG = "config.json";

  /** Copies. */
  public NewModel {
    labels = List.copyOf(labels);
    configuration = Map.copyOf(configuration);
  }

  /**
   * Reads.
   *
   * @param path a configuration, {@code config.json} or under another name, beside which the
   *     tokenizer's files stand; or the folder of both
   * @throws ConversionException if the configuration is none that is supported
   */
  public static NewModel read(Path path) throws IOException {
    return read(path, JapaneseWords.USUAL);
  }

  /**
   * Reads.
   *
   * @param path as of {@link #read(Path)}
   * @param japanese how a tokenizer for Japanese comes by words
   * @throws ConversionException if the configuration is none that is supported
   */
  public static NewModel read(Path path, JapaneseWords japanese) throws IOException {
    Path config = Files.isDirectory(path) ? path.resolve(CONFIG) : path;
    Map<String, String> flat = JsonFile.flatten(JsonFile.read(config));
    Path folder = config.toAbsolutePath().getParent();
    try {
      var values = new ConfigValues(flat);
      EncoderConfig encoder = EncoderFamilies.of(values.text("model_type")).config(values);
      Tokenizer tokenizer =
          TokenizerReader.read(
              folder,
              folder.resolve(TokenizerReader.DESCRIPTION),
              encoder.vocabularySize(),
              japanese,
              _ -> {});
      var labels = new ArrayList<String>();
      while (flat.containsKey("id2label." + labels.size())) {
        labels.add(flat.get("id2label." + labels.size()));
      }
      return new NewModel(encoder, tokenizer, labels, flat);
    } catch (UnsupportedModelException e) {
      throw new ConversionException(config + ": " + e.getMessage(), e);
    }
  }
}
