package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;

/**
 * A head that a family offers: its class name, its weights, what it computes.
 *
 * <p>See {@code docs/decisions/2026-11-25-heads.md}.
 */
public interface HeadForm {
  /** {@return the class name that configurations give as {@code architectures}} */
  String architecture();

  /** {@return the task that it answers} */
  Task task();

  /**
   * {@return names of tensors by which a checkpoint shows that it has this head: one of each list;
   * no lists where nothing shows it}
   */
  List<List<String>> marks();

  /**
   * Reads a Hugging Face configuration.
   *
   * @param config flat: nested keys joined by dots
   * @param shapes of the checkpoint's tensors
   * @return all that changes the head's computation
   * @throws UnsupportedModelException naming a key that is not supported
   */
  HeadConfig config(ConfigValues config, Map<String, Shape> shapes);

  /**
   * Adds to a Hugging Face configuration what {@link #config} reads of it.
   *
   * @param head the head's configuration
   * @param keys the encoder's keys; values are texts, numbers or truth values
   */
  default void addKeys(HeadConfig head, Map<String, Object> keys) {}

  /**
   * {@return the specifications of all weights of the head}
   *
   * @param encoder the encoder's configuration
   * @param head the head's configuration
   */
  List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head);

  /**
   * {@return the rows of the last layer that it reads to answer all that can be asked of a text}
   */
  RowRange reads();

  /**
   * The same for a head that reads more or less by its configuration.
   *
   * @param head the head's configuration
   * @return the rows; those of {@link #reads()} unless the head knows better
   */
  default RowRange reads(HeadConfig head) {
    return reads();
  }

  /**
   * Makes the head itself.
   *
   * @param encoder the encoder's configuration
   * @param head the head's configuration
   * @param weights the model's weights, by canonical name; not kept
   * @return the head, which takes the rows that {@link #reads(HeadConfig)} names
   */
  Head head(EncoderConfig encoder, HeadConfig head, Weights weights);
}
