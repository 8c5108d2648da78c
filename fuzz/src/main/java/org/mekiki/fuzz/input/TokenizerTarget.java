package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.fuzz.Corpus;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.regex.RegexLimitException;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;

/** A file of a tokenizer's directory: what it describes is read, and cuts texts. */
public final class TokenizerTarget implements FuzzTarget {
  /** {@code tokenizer.json}. */
  public static final TokenizerTarget JSON =
      new TokenizerTarget("tokenizer-json", "tokenizer.json", List.of());

  /** {@code tokenizer_config.json} beside a bare vocabulary. */
  public static final TokenizerTarget CONFIG =
      new TokenizerTarget("tokenizer-config", "tokenizer_config.json", List.of("vocab.txt"));

  /** A SentencePiece model. */
  public static final TokenizerTarget SENTENCE_PIECE =
      new TokenizerTarget("sentencepiece", "spiece.model", List.of("tokenizer_config.json"));

  private static final List<String> TEXTS =
      List.of("", "a fine film!", " A\tfilm's \u00c9t\u00e9 [MASK]</s>\ud83d\ude00\u3042\ud800");

  private final String name;
  private final String file;
  private final List<String> others;

  private TokenizerTarget(String name, String file, List<String> others) {
    this.name = name;
    this.file = file;
    this.others = others;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(ConversionException.class, RegexLimitException.class);
  }

  @Override
  public boolean isJson() {
    return this != SENTENCE_PIECE;
  }

  @Override
  public List<String> words() {
    return this == SENTENCE_PIECE
        ? List.of("\u2581", "<unk>", "<0x0A>", "\n\0", "\u0012\u0002\u0018\u0002")
        : List.of(
            "\"BPE\"", "\"Unigram\"", "\"WordPiece\"", "\"Sequence\"", "\"Regex\"", "(?=a*)+");
  }

  /** A token's number may be up to ten million, and is a place in a table. */
  @Override
  public long memory(int length) {
    return (160L << 20) + 4096L * length;
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    for (String other : others) {
      Corpus.place(other, folder.resolve(other));
    }
    Files.write(folder.resolve(file), input);
    Tokenizer tokenizer = TokenizerReader.read(folder);
    for (String text : TEXTS) {
      TextTarget.requireSound(tokenizer, text);
    }
  }
}
