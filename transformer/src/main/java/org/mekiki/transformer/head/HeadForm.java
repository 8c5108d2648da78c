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

/** A head that a family offers: its class name, its weights, what it computes. */
public interface HeadForm {
  /** The class name that configurations give as {@code architectures}. */
  String architecture();

  /** What it answers. */
  Task task();

  /**
   * Tensors by which a checkpoint shows that it has this head: one of each list. No lists where
   * nothing shows it.
   */
  List<List<String>> marks();

  /**
   * Reads a Hugging Face configuration.
   *
   * @param config flat: nested keys joined by dots
   * @param shapes of the checkpoint's tensors
   * @throws UnsupportedModelException naming a key that is not supported
   */
  HeadConfig config(ConfigValues config, Map<String, Shape> shapes);

  /** All weights of the head. */
  List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head);

  /** The rows of the last layer that it reads to answer all that can be asked of a text. */
  RowRange reads();

  /** The same for a head that reads more or less by its configuration. */
  default RowRange reads(HeadConfig head) {
    return reads();
  }

  /** The head itself. */
  Head head(EncoderConfig encoder, HeadConfig head, Weights weights);
}
