package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.mekiki.core.tensor.Shape;

/**
 * What a converted model holds.
 *
 * @param configuration all that changes the computation, in order
 * @param labels names of the classes
 * @param tokenizer the tokenizer's binary form
 * @param tensors the weights
 * @param dictionary the files of MeCab's dictionary, by their names, in order, for a tokenizer that
 *     has one; none for others
 */
public record ModelContent(
    Map<String, String> configuration,
    List<String> labels,
    byte[] tokenizer,
    List<StoredTensor> tensors,
    Map<String, ByteBuffer> dictionary) {
  /** Copies. */
  public ModelContent {
    configuration =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(configuration));
    labels = List.copyOf(labels);
    tokenizer = tokenizer.clone();
    tensors = List.copyOf(tensors);
    dictionary = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(dictionary));
  }

  /**
   * The content of a model without a dictionary.
   *
   * @param configuration all that changes the computation, in order
   * @param labels names of the classes
   * @param tokenizer the tokenizer's binary form
   * @param tensors the weights
   */
  public ModelContent(
      Map<String, String> configuration,
      List<String> labels,
      byte[] tokenizer,
      List<StoredTensor> tensors) {
    this(configuration, labels, tokenizer, tensors, Map.of());
  }

  /**
   * {@return the same with other weights}
   *
   * @param others the weights
   */
  public ModelContent withTensors(List<StoredTensor> others) {
    return new ModelContent(configuration, labels, tokenizer, others, dictionary);
  }

  /** {@return a copy of the tokenizer's binary form} */
  @Override
  public byte[] tokenizer() {
    return tokenizer.clone();
  }

  /**
   * A weight that is read when it is asked for.
   *
   * @param name canonical name
   * @param type how it is stored
   * @param shape its shape
   * @param source reads it, widened to single precision
   */
  public record StoredTensor(String name, ElementType type, Shape shape, Source source) {
    /** Reads a tensor's numbers. */
    @FunctionalInterface
    public interface Source {
      /**
       * {@return all numbers in row-major order}
       *
       * @throws IOException if they cannot be read
       */
      float[] read() throws IOException;

      /**
       * Writes {@code count} numbers, the first of number {@code from}, from index 0 on.
       *
       * @param from number of the first, in row-major order
       * @param count how many
       * @param target the array, of {@code count} numbers or more
       * @throws IOException if they cannot be read
       */
      default void read(int from, int count, float[] target) throws IOException {
        System.arraycopy(read(), from, target, 0, count);
      }
    }
  }
}
