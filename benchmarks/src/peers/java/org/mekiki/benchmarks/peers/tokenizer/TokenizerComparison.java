package org.mekiki.benchmarks.peers.tokenizer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts many texts with mekiki's tokenizers and with the Hugging Face library's, and compares
 * numbers, offsets, types, words and special tokens.
 *
 * <p>Arguments: the folder with reference data, then perhaps the number of mixed texts and a part
 * of the names of the tokenizers to compare.
 */
public final class TokenizerComparison {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> texts;
  private final PrintStream out;
  private int tokenizers;
  private long compared;
  private long mismatches;

  private TokenizerComparison(List<String> texts, PrintStream out) {
    this.texts = texts;
    this.out = out;
  }

  /** Exit code 1 if anything differs. */
  public static void main(String[] arguments) throws IOException {
    Path shared = Path.of(arguments.length > 0 ? arguments[0] : "../shared");
    int mixtures = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3000;
    String part = arguments.length > 2 ? arguments[2] : "";
    List<String> plain = ReferenceTexts.sentences(shared);
    var texts = new ArrayList<>(DifficultTexts.of(mixtures, plain));
    texts.addAll(ReferenceTexts.golden(shared));
    texts.addAll(plain.subList(0, Math.min(plain.size(), 1000)));
    Map<String, ObjectNode> files = new TreeMap<>(ComparedTokenizers.of(plain));
    files.putAll(ReferenceTexts.tokenizers(shared));
    var comparison = new TokenizerComparison(texts, System.out);
    for (Map.Entry<String, ObjectNode> file : files.entrySet()) {
      if (file.getKey().contains(part)) {
        comparison.compare(file.getKey(), file.getValue());
      }
    }
    for (String name : List.of("bert", "post-processor-roberta-trim-space", "template-two-ids")) {
      if (("truncation-" + name).contains(part)) {
        comparison.compareWindows(name, files.get(name));
      }
    }
    System.out.printf(
        "%d tokenizers, %d texts each, %d comparisons, %d mismatches%n",
        comparison.tokenizers, texts.size(), comparison.compared, comparison.mismatches);
    System.exit(comparison.mismatches == 0 ? 0 : 1);
  }

  private void compare(String name, ObjectNode file) throws IOException {
    tokenizers++;
    String json = JSON.writeValueAsString(file);
    long before = mismatches;
    try (var peer = new NativeTokenizer(json)) {
      peer.takeWholeTexts();
      Tokenizer own = read(json);
      for (int i = 0; i < texts.size(); i++) {
        compare(name, own, peer, texts.get(i), null);
        if (i % 4 == 0) {
          compare(name, own, peer, texts.get(i), texts.get((i * 31 + 7) % texts.size()));
        }
      }
    } catch (RuntimeException | IOException e) {
      mismatches++;
      out.println(name + ": " + e.getMessage());
    }
    if (mismatches > before) {
      out.printf("%-50s %d mismatches%n", name, mismatches - before);
    }
  }

  private void compare(String name, Tokenizer own, NativeTokenizer peer, String text, String pair) {
    compared++;
    TokenList expected = peer.encode(text, pair).getFirst();
    TokenList actual = TokenList.of(own.encode(text, pair, 0), text, pair);
    if (!actual.agreesWith(expected)) {
      if (mismatches++ < 200 && text.length() < 120) {
        out.printf(
            "%s: %s %s%n  peer   %s%n  mekiki %s%n",
            name, quoted(text), pair == null ? "" : quoted(pair), expected, actual);
      }
    }
  }

  /** Texts that are cut off, in all ways, with the windows of what is left. */
  private void compareWindows(String name, ObjectNode file) throws IOException {
    tokenizers++;
    Tokenizer own = read(JSON.writeValueAsString(file));
    long before = mismatches;
    for (Truncation.Strategy strategy : Truncation.Strategy.values()) {
      for (Truncation.Side side : Truncation.Side.values()) {
        for (int stride : new int[] {0, 1, 3}) {
          for (int length : new int[] {9, 16}) {
            var truncation = new Truncation(length, strategy, side, stride);
            try (var peer =
                new NativeTokenizer(JSON.writeValueAsString(TruncatedFile.of(file, truncation)))) {
              for (int i = 0; i < texts.size(); i++) {
                String other = texts.get((i * 31 + 7) % texts.size());
                compareWindows(
                    name, own, peer, truncation, texts.get(i), i % 2 == 0 ? null : other);
              }
            }
          }
        }
      }
    }
    out.printf("windows of %-40s %d mismatches%n", name, mismatches - before);
  }

  private void compareWindows(
      String name,
      Tokenizer own,
      NativeTokenizer peer,
      Truncation truncation,
      String text,
      String pair) {
    List<Encoding> actual;
    try {
      actual = own.windows(text, pair, truncation);
    } catch (IllegalArgumentException e) {
      // The library ends the process where windows would not move on.
      return;
    }
    compared++;
    List<TokenList> expected = peer.encode(text, pair);
    List<TokenList> lists = actual.stream().map(one -> TokenList.of(one, text, pair)).toList();
    boolean agree = lists.size() == expected.size();
    for (int i = 0; agree && i < lists.size(); i++) {
      agree = lists.get(i).agreesWith(expected.get(i));
    }
    if (!agree && mismatches++ < 200 && text.length() < 80) {
      out.printf(
          "%s %s: %s %s%n  peer   %s%n  mekiki %s%n",
          name, truncation, quoted(text), pair == null ? "" : quoted(pair), expected, lists);
    }
  }

  private static JsonNode quoted(String text) {
    return JSON.getNodeFactory().stringNode(text);
  }

  private static Tokenizer read(String json) throws IOException {
    Path folder = Files.createTempDirectory("tokenizer");
    Path file = folder.resolve("tokenizer.json");
    try {
      Files.writeString(file, json);
      return TokenizerReader.read(folder);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
