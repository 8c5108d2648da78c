package org.mekiki.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelWriter;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.Task;

/**
 * Models that a fresh clone can test with: the classifier of film reviews that is part of the
 * command, and its encoder with other heads.
 */
public final class TestModels {
  /** Names of the prompts of {@link #encoder}, with their texts. */
  public static final Map<String, String> PROMPTS =
      Map.of("query", "a question : ", "document", "a film : ");

  private static final String REVIEWS = "cli/src/main/resources/org/mekiki/cli/sst2-small.mekiki";

  private TestModels() {}

  /** {@return the root of the checkout, wherever in it the tests run} */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("adapters"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** {@return the classifier of film reviews, positive or negative} */
  public static Path classifier() {
    return root().resolve(REVIEWS);
  }

  /**
   * {@return an encoder of sentences whose vectors are means of rows, with prompts of two kinds}
   */
  public static Path encoder(Path folder) {
    return write(encoder(PROMPTS), folder.resolve("encoder.mekiki"));
  }

  private static ModelContent encoder(Map<String, String> prompts) {
    var head =
        new HeadConfig(
            Task.SENTENCE_EMBEDDING,
            Integer.parseInt(reviews().configuration().get("hidden_size")),
            Map.of("pooling", "mean", "stages", "", "pooling_assumed", "false"));
    for (Map.Entry<String, String> prompt : prompts.entrySet()) {
      head = head.with("prompt." + prompt.getKey(), prompt.getValue());
    }
    return with(head, List.of(), Map.of());
  }

  /**
   * {@return an encoder that knows which words a text has and nothing of their meaning: random rows
   * for the vocabulary, and layers that leave them alone}
   */
  public static Path wordBag(Path folder) {
    ModelContent encoder = encoder(Map.of());
    List<StoredTensor> tensors =
        encoder.tensors().stream()
            .map(
                tensor ->
                    new StoredTensor(
                        tensor.name(),
                        ElementType.F32,
                        tensor.shape(),
                        () -> plain(tensor.name(), tensor.shape().size())))
            .toList();
    return write(
        new ModelContent(encoder.configuration(), encoder.labels(), encoder.tokenizer(), tensors),
        folder.resolve("words.mekiki"));
  }

  private static float[] plain(String name, int size) {
    if (name.equals("embeddings.word")) {
      return random(name, size);
    }
    float[] values = new float[size];
    Arrays.fill(values, name.endsWith("norm.weight") ? 1 : 0);
    return values;
  }

  /**
   * {@return a model that gives a number to a pair of texts; its last layer's weights are random}
   */
  public static Path reranker(Path folder) {
    return classifier("regression", List.of("relevance"), folder.resolve("reranker.mekiki"));
  }

  /** {@return a classifier whose classes do not exclude each other; its last layers are random} */
  public static Path severalClasses(Path folder) {
    return classifier(
        "multi_label_classification",
        List.of("plot", "actors", "music", "pictures"),
        folder.resolve("several.mekiki"));
  }

  private static Path classifier(String problem, List<String> labels, Path file) {
    var head =
        new HeadConfig(
            Task.SEQUENCE_CLASSIFICATION, labels.size(), Map.of("problem_type", problem));
    return write(
        with(
            head,
            labels,
            Map.of(
                "head.dense.weight", new int[] {0, 0},
                "head.dense.bias", new int[] {0},
                "head.out.weight", new int[] {labels.size(), 0},
                "head.out.bias", new int[] {labels.size()})),
        file);
  }

  private static ModelContent reviews() {
    try (ModelFile file = ModelFile.of(Files.readAllBytes(classifier()), "the reviews' model")) {
      return file.content();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shapes have a 0 where the hidden size belongs. */
  private static ModelContent with(
      HeadConfig head, List<String> labels, Map<String, int[]> shapes) {
    ModelContent reviews = reviews();
    var configuration = new LinkedHashMap<>(reviews.configuration());
    int width = Integer.parseInt(configuration.get("hidden_size"));
    configuration.putAll(head.toMap());
    var tensors = new ArrayList<StoredTensor>();
    for (StoredTensor tensor : reviews.tensors()) {
      if (!tensor.name().startsWith("head.")) {
        tensors.add(tensor);
      }
    }
    new TreeMap<>(shapes)
        .forEach(
            (name, sizes) -> {
              Shape shape = Shape.of(Arrays.stream(sizes).map(d -> d == 0 ? width : d).toArray());
              float[] values = random(name, shape.size());
              tensors.add(new StoredTensor(name, ElementType.F32, shape, () -> values));
            });
    tensors.sort(Comparator.comparing(StoredTensor::name));
    return new ModelContent(configuration, labels, reviews.tokenizer(), tensors);
  }

  private static float[] random(String name, int size) {
    var random = new Random(name.hashCode());
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.15 * random.nextGaussian());
    }
    return values;
  }

  private static Path write(ModelContent content, Path file) {
    try (var out = Files.newOutputStream(file)) {
      ModelWriter.write(content, out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
