package org.mekiki.transformer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.tokenizer.Tokenizer;

/**
 * All of a model but its weights.
 *
 * @param encoder the encoder's configuration
 * @param form the head
 * @param head the head's configuration
 * @param tokenizer the tokenizer
 * @param labels names of the classes; none where the task has none
 */
public record ModelDesign(
    EncoderConfig encoder,
    HeadForm form,
    HeadConfig head,
    Tokenizer tokenizer,
    List<String> labels) {
  /**
   * Checks that the parts fit, and copies.
   *
   * @throws UnsupportedModelException if they do not
   */
  public ModelDesign {
    labels = List.copyOf(labels);
    if (head.task().hasNamedLabels() && labels.size() != head.labels()) {
      throw new UnsupportedModelException(
          "%d labels for %d classes".formatted(labels.size(), head.labels()));
    }
    if (tokenizer.vocabularySize() > encoder.vocabularySize()) {
      throw new UnsupportedModelException(
          "the tokenizer has %d tokens, the embedding table %d rows"
              .formatted(tokenizer.vocabularySize(), encoder.vocabularySize()));
    }
  }

  /**
   * The design of a converted model.
   *
   * @param content the model's content
   * @return the design
   * @throws UnsupportedModelException if there is no such model
   * @throws ModelFileException if the tokenizer cannot be read
   */
  public static ModelDesign of(ModelContent content) throws IOException {
    EncoderConfig encoder = EncoderConfig.fromMap(content.configuration());
    HeadConfig head = HeadConfig.fromMap(content.configuration());
    HeadForm form = EncoderFamilies.head(EncoderFamilies.of(encoder.family()), head);
    return new ModelDesign(encoder, form, head, tokenizer(content), content.labels());
  }

  /**
   * The tokenizer of a converted model.
   *
   * @param content the model's content
   * @return the tokenizer
   * @throws ModelFileException if it cannot be read
   */
  public static Tokenizer tokenizer(ModelContent content) throws ModelFileException {
    try {
      MecabDictionary dictionary =
          content.dictionary().isEmpty() ? null : MecabDictionary.of(content.dictionary());
      return Tokenizer.readFrom(
          new DataInputStream(new ByteArrayInputStream(content.tokenizer())), dictionary);
    } catch (IOException e) {
      throw new ModelFileException("the model cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * A design for a task: an encoder with its family's first head for it.
   *
   * @param encoder the encoder
   * @param tokenizer the tokenizer
   * @param task what is asked
   * @param labels names of the classes; none for a task that has none
   * @param configuration of the head, with the keys of Hugging Face configurations: {@code
   *     problem_type}, {@code tie_word_embeddings} and the like
   * @return the design
   * @throws UnsupportedModelException if the family has no such head
   */
  public static ModelDesign of(
      EncoderConfig encoder,
      Tokenizer tokenizer,
      Task task,
      List<String> labels,
      Map<String, String> configuration) {
    EncoderFamily family = EncoderFamilies.of(encoder.family());
    HeadForm form = EncoderFamilies.head(family, task);
    int outputs = task == Task.MASKED_LM ? encoder.vocabularySize() : labels.size();
    // The head's configuration is read from a checkpoint's shapes: those that it will have.
    Map<String, Shape> shapes = new HashMap<>();
    for (WeightSpec spec : form.weights(encoder, new HeadConfig(task, outputs))) {
      spec.checkpointNames().forEach(name -> shapes.put(name, spec.checkpointShape()));
    }
    Map<String, String> values = new HashMap<>(configuration);
    values.putIfAbsent("hidden_act", encoder.activation().label());
    HeadConfig head = EncoderFamilies.config(family, form, new ConfigValues(values), shapes);
    return new ModelDesign(encoder, form, head, tokenizer, labels);
  }

  /** {@return encoder and head} */
  public List<WeightSpec> weights() {
    var specs = new ArrayList<>(EncoderFamilies.of(encoder.family()).weights(encoder));
    specs.addAll(form.weights(encoder, head));
    return specs;
  }

  /**
   * {@return the smallest of the tokenizer's limit, the model's positions and what the head says}
   */
  public int maxLength() {
    int asked = head.values().integer("max_length", Integer.MAX_VALUE);
    int limit = Math.min(tokenizer.modelMaxLength().orElse(Integer.MAX_VALUE), encoder.maxTokens());
    return Math.min(asked, limit);
  }

  /** {@return as converted files hold it} */
  public SequencedMap<String, String> configuration() {
    SequencedMap<String, String> configuration = encoder.toMap();
    configuration.putAll(head.toMap());
    return configuration;
  }

  /**
   * The tokenizer as converted files hold it.
   *
   * @return the bytes
   * @throws IOException if the tokenizer cannot be read or written
   */
  public byte[] tokenizerBytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    tokenizer.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
