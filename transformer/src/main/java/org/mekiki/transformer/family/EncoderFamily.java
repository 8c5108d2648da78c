package org.mekiki.transformer.family;

import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.HeadForm;

/**
 * What is particular to a family: its configuration, the names of its weights, its heads.
 *
 * <p>A jar that names an implementation as a service adds a family. One that differs little from a
 * built-in family asks that one, {@link EncoderFamilies#of}, for what is alike.
 */
public interface EncoderFamily {
  /** {@return the name that configurations give as {@code model_type}} */
  String name();

  /**
   * Reads the encoder's part of a Hugging Face configuration.
   *
   * @param config flat: nested keys joined by dots
   * @return all that changes the encoder's computation
   * @throws UnsupportedModelException naming a key that is not supported
   */
  EncoderConfig config(ConfigValues config);

  /**
   * The Hugging Face configuration of an encoder: what {@link #config} reads as the same again.
   *
   * @param config the encoder's configuration
   * @return texts, numbers, truth values, and lists and maps of them, by key
   */
  SequencedMap<String, Object> keys(EncoderConfig config);

  /**
   * {@return the specifications of all weights of the encoder}
   *
   * @param config the encoder's configuration
   */
  List<WeightSpec> weights(EncoderConfig config);

  /**
   * Whether checkpoints may hold a tensor that this encoder does not need, beside those of heads:
   * what is no part of the family is refused.
   *
   * @param config the encoder's configuration
   * @param tensor its name in the checkpoint
   * @return true for a tensor that is left out, false for one that is refused
   */
  default boolean ignores(EncoderConfig config, String tensor) {
    return !config.form().embedding().positions()
        && tensor.endsWith("embeddings.position_embeddings.weight");
  }

  /**
   * {@return the heads that it comes with; of several for one task the first is meant where none is
   * named}
   */
  List<HeadForm> heads();

  /**
   * The name under which a head is among {@link #heads}: code that models come with may call its
   * classes otherwise.
   *
   * @param architecture a class name, as configurations have it
   * @return the same where there is no other
   */
  default String headClass(String architecture) {
    return architecture;
  }
}
