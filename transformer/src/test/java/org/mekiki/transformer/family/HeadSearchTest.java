package org.mekiki.transformer.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;

/** Heads that no configuration names, found by the tensors of a checkpoint. */
final class HeadSearchTest {
  private static final int WIDTH = 12;
  private static final ConfigValues NOTHING = new ConfigValues(Map.of());

  /** Shapes of what may be the last layer of a head, with two outputs. */
  private static Map<String, Shape> lastLayers() {
    var shapes = new HashMap<String, Shape>();
    for (String name : List.of("classifier", "classifier.out_proj", "qa_outputs", "score")) {
      shapes.put(name + ".weight", Shape.of(2, WIDTH));
    }
    for (String name : List.of("cls.predictions.decoder", "lm_head.decoder", "vocab_projector")) {
      shapes.put(name + ".weight", Shape.of(30, WIDTH));
    }
    for (String name : List.of("predictions.decoder", "generator_lm_head", "decoder", "lm_head")) {
      shapes.put(name + ".weight", Shape.of(30, WIDTH));
    }
    return shapes;
  }

  /** Names of a head's tensors as its class saves them: the first ones, or the last ones. */
  private static Set<String> tensors(EncoderFamily family, HeadForm form, boolean last) {
    var values =
        new ConfigValues(
            Map.of(
                "vocab_size",
                "30",
                "hidden_size",
                "12",
                "embedding_size",
                "12",
                "num_attention_heads",
                "2",
                "num_key_value_heads",
                "1",
                "use_bidirectional_attention",
                "true"));
    EncoderConfig encoder = family.config(values);
    return form.weights(encoder, form.config(values, lastLayers())).stream()
        .map(WeightSpec::checkpointNames)
        .filter(names -> !names.isEmpty())
        .map(names -> last ? names.getLast() : names.getFirst())
        .collect(Collectors.toSet());
  }

  private static HeadForm found(EncoderFamily family, Set<String> tensors) {
    return EncoderFamilies.head(family, NOTHING, tensors);
  }

  @Test
  void everyHeadIsFoundByItsOwnTensors() {
    int heads = 0;
    for (EncoderFamily family : EncoderFamilies.all()) {
      // Heads of these have the same tensors.
      boolean alike = Set.of("modernbert", "lstm", "gru").contains(family.name());
      for (HeadForm form : family.heads()) {
        for (boolean last : new boolean[] {false, true}) {
          Set<String> tensors = tensors(family, form, last);
          boolean named = alike && tensors.contains("classifier.weight");
          if (named) {
            requireRefused(family, tensors, family.heads().getFirst().architecture(), "--task");
          } else {
            assertEquals(form.task(), found(family, tensors).task(), form.architecture());
          }
          heads++;
        }
      }
    }
    assertTrue(heads > 100, heads + " heads");
  }

  private static void requireRefused(EncoderFamily family, Set<String> tensors, String... words) {
    var thrown =
        assertThrows(UnsupportedModelException.class, () -> found(family, tensors), family.name());
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    }
  }

  /** What a head was trained for comes before what the encoder was trained with. */
  @Test
  void aLanguageModelThatIsLeftOverDoesNotCount() {
    for (EncoderFamily family : EncoderFamilies.all()) {
      Set<Task> tasks = family.heads().stream().map(HeadForm::task).collect(Collectors.toSet());
      boolean has = tasks.containsAll(List.of(Task.MASKED_LM, Task.QUESTION_ANSWERING));
      if (has && !family.name().equals("modernbert")) {
        var both = new HashSet<>(tensors(family, first(family, Task.MASKED_LM), true));
        both.addAll(tensors(family, first(family, Task.QUESTION_ANSWERING), false));
        assertEquals(Task.QUESTION_ANSWERING, found(family, both).task(), family.name());
      }
    }
  }

  private static HeadForm first(EncoderFamily family, Task task) {
    return EncoderFamilies.head(family, task);
  }

  /** The oldest checkpoints of taggers have the pooler too, so their labels must speak. */
  @Test
  void labelsThatLookLikeTagsMakeATagger() {
    EncoderFamily bert = EncoderFamilies.of("bert");
    EncoderFamily modern = EncoderFamilies.of("modernbert");
    var pooled = Set.of("bert.pooler.dense.weight", "classifier.weight");
    var alike = Set.of("head.dense.weight", "classifier.weight");
    for (List<String> tags : List.of(List.of("O", "B-PER", "I-PER"), List.of("B_X", "I_X"))) {
      assertEquals(Task.TOKEN_CLASSIFICATION, HeadSearch.of(bert, pooled, tags).task());
      assertEquals(Task.TOKEN_CLASSIFICATION, HeadSearch.of(modern, alike, tags).task());
    }
    for (List<String> others : List.of(List.of("O", "A"), List.of("B-1", "good"), List.of("O"))) {
      assertEquals(Task.SEQUENCE_CLASSIFICATION, HeadSearch.of(bert, pooled, others).task());
    }
    Set<String> answers = Set.of("qa_outputs.weight");
    assertEquals(Task.QUESTION_ANSWERING, HeadSearch.of(bert, answers, List.of("O", "B-X")).task());
  }

  @Test
  void headsThatExcludeEachOtherAreNotChosenBetween() {
    requireRefused(
        EncoderFamilies.of("roberta"),
        Set.of("classifier.dense.weight", "classifier.out_proj.weight", "qa_outputs.weight"),
        "RobertaForSequenceClassification, RobertaForQuestionAnswering");
  }
}
