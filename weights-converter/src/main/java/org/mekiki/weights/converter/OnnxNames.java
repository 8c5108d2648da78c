package org.mekiki.weights.converter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.MaskedLanguageModelHead;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.RowTransform;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.Numbers;
import org.mekiki.weights.converter.onnx.OnnxEncoder;

/** A graph's weights by the names that a checkpoint of the family gives them. */
final class OnnxNames {
  private final EncoderFamily family;
  private final OnnxEncoder encoder;
  private final Map<String, Numbers> named = new LinkedHashMap<>();

  private OnnxNames(EncoderFamily family, OnnxEncoder encoder) {
    this.family = family;
    this.encoder = encoder;
  }

  /**
   * Names.
   *
   * @throws ConversionException if the family has no such head
   */
  static Map<String, Numbers> of(EncoderFamily family, EncoderConfig config, OnnxEncoder encoder)
      throws ConversionException {
    var names = new OnnxNames(family, encoder);
    for (WeightSpec spec : family.weights(config)) {
      if (!spec.checkpointNames().isEmpty() && encoder.weights().containsKey(spec.name())) {
        names.named.put(spec.checkpointNames().getFirst(), encoder.weights().get(spec.name()));
      }
    }
    names.head();
    return names.named;
  }

  /**
   * The class that a graph's head belongs to, as a configuration names it.
   *
   * @throws ConversionException if the family has no such head
   */
  static String architecture(EncoderFamily family, OnnxEncoder encoder) throws ConversionException {
    var names = new OnnxNames(family, encoder);
    HeadForm form =
        switch (encoder.head()) {
          case NONE -> names.form(HeadForm.class, Task.SENTENCE_EMBEDDING);
          case CLASSIFIER -> names.form(FirstRowClassifier.class, Task.SEQUENCE_CLASSIFICATION);
          case TOKEN_CLASSIFIER -> names.form(RowClassifier.class, Task.TOKEN_CLASSIFICATION);
          case ANSWERS -> names.form(RowClassifier.class, Task.QUESTION_ANSWERING);
          case MASKED_LM -> names.form(MaskedLanguageModelHead.class, Task.MASKED_LM);
        };
    return form.architecture();
  }

  private void head() throws ConversionException {
    switch (encoder.head()) {
      case NONE -> {}
      case CLASSIFIER -> {
        FirstRowClassifier form = form(FirstRowClassifier.class, Task.SEQUENCE_CLASSIFICATION);
        if (form.activationKey() == null) {
          requireActivation(form.activation().label());
        }
        put("head.dense", form.prefixes().getFirst() + form.dense());
        put("head.out", form.out());
      }
      case TOKEN_CLASSIFIER ->
          put("head.out", form(RowClassifier.class, Task.TOKEN_CLASSIFICATION).out());
      case ANSWERS -> put("head.out", form(RowClassifier.class, Task.QUESTION_ANSWERING).out());
      case MASKED_LM -> {
        MaskedLanguageModelHead form = form(MaskedLanguageModelHead.class, Task.MASKED_LM);
        RowTransform transform = form.transform();
        if (transform.activationKey() == null) {
          requireActivation(transform.activation().label());
        }
        String prefix = transform.prefixes().getFirst();
        put("head.dense", prefix + transform.dense());
        put("head.norm", prefix + transform.norm());
        named.put(form.matrix(), encoder.weights().get("head.out.weight"));
        Numbers bias = encoder.weights().get("head.out.bias");
        if (bias != null) {
          named.put(form.bias().getFirst(), bias);
        }
      }
    }
  }

  private void put(String part, String name) {
    for (String end : new String[] {".weight", ".bias"}) {
      Numbers numbers = encoder.weights().get(part + end);
      if (numbers != null) {
        named.put(name + end, numbers);
      }
    }
  }

  private void requireActivation(String expected) throws ConversionException {
    if (!encoder.headActivation().equals(expected)) {
      throw new ConversionException(
          "the head of the ONNX graph has the activation %s; that of family \"%s\" has %s"
              .formatted(encoder.headActivation(), family.name(), expected));
    }
  }

  private <T extends HeadForm> T form(Class<T> kind, Task task) throws ConversionException {
    Optional<HeadForm> found =
        family.heads().stream()
            .filter(form -> form.task() == task && kind.isInstance(form))
            .findFirst();
    if (found.isEmpty()) {
      throw new ConversionException(
          "the ONNX graph has a head for %s; that of family \"%s\" is another"
              .formatted(task.label(), family.name()));
    }
    return kind.cast(found.get());
  }
}
