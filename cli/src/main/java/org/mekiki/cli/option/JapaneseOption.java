package org.mekiki.cli.option;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.tokenizer.JapaneseWords;
import picocli.CommandLine.Option;

/** How Japanese text is cut into words. */
public final class JapaneseOption {
  @Option(
      names = "--mecab-dictionary",
      paramLabel = "DIR",
      description =
          "the folder of MeCab's dictionary, for a directory with a Japanese tokenizer; default:"
              + " the one that it names, where it is usually installed")
  private Path dictionary;

  @Option(
      names = "--segmented",
      description =
          "the texts are Japanese and cut into words already, with spaces between them: for models"
              + " whose words Juman++ or Sudachi finds, or instead of MeCab")
  private boolean segmented;

  /** Neither option, until the option parser knows better. */
  public JapaneseOption() {}

  /** For directories, which are converted. */
  public JapaneseWords words() {
    if (dictionary != null && segmented) {
      throw new UserException(
          "--segmented texts need no dictionary; leave out --mecab-dictionary or --segmented");
    }
    return new JapaneseWords(Optional.ofNullable(dictionary), segmented);
  }

  /** A converted model with the tokenizer that is asked for. */
  ModelFile applied(ModelFile file) throws IOException {
    requireNoDictionary();
    if (!segmented) {
      return file;
    }
    Tokenizer tokenizer = cut(ModelDesign.tokenizer(file.content()));
    var bytes = new ByteArrayOutputStream();
    tokenizer.writeTo(new DataOutputStream(bytes));
    return file.withTokenizer(bytes.toByteArray(), tokenizer.dictionaryFiles());
  }

  private static Tokenizer cut(Tokenizer tokenizer) {
    if (tokenizer.segmenter().isEmpty() && tokenizer.mecab().isEmpty()) {
      throw new UserException(
          "--segmented is for models that find words of Japanese with a program first; this one"
              + " does not");
    }
    return tokenizer.segmented();
  }

  private void requireNoDictionary() {
    if (dictionary != null) {
      throw new UserException(
          "--mecab-dictionary is for Hugging Face directories; a converted model has the dictionary"
              + " that it needs in it, so convert the directory again with another one");
    }
  }

  /** Refuses texts that nobody has cut where the model needs it. */
  public Tokenizer require(Tokenizer tokenizer) {
    if (!segmented && tokenizer.segmenter().isPresent()) {
      throw new UserException(
          "this model learnt words that %s finds; cut the texts with it, put spaces between the words, and say --segmented"
              .formatted(tokenizer.segmenter().get()));
    }
    return tokenizer;
  }
}
