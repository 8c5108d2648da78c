package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.Map;
import org.mekiki.core.tensor.Shape;

/** What is particular to a family: its configuration, the names of its weights, its head. */
public interface EncoderFamily {
  /** The name that configurations give as {@code model_type}. */
  String name();

  /** The class name of its sequence classifier. */
  String architecture();

  /**
   * Reads a Hugging Face configuration.
   *
   * @param config flat: nested keys joined by dots
   * @param shapes of the checkpoint's tensors
   * @throws UnsupportedModelException naming a key that is not supported
   */
  EncoderConfig config(ConfigValues config, Map<String, Shape> shapes);

  /** All weights that the configuration needs. */
  List<WeightSpec> weights(EncoderConfig config);

  /** The head after the encoder. */
  ClassifierHead head(Weights weights);
}
