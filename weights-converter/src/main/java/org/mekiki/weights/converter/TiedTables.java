package org.mekiki.weights.converter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.MaskedLanguageModelHead;

/**
 * The table of word embeddings that a masked language model uses a second time as its decoder.
 * Checkpoints may store it under the decoder's name alone; or twice, and where the two differ, both
 * count, whatever the configuration says.
 */
final class TiedTables {
  private static final String WORDS = "embeddings.word";
  private static final String BIAS = "head.decoder.bias";

  private final MaskedLanguageModelHead form;
  private final Map<String, Shape> shapes;
  private final CheckpointWeights weights;
  private final Consumer<String> notes;

  /** For any head; all but those of masked language models stay as they are. */
  TiedTables(
      HeadForm form, Map<String, Shape> shapes, CheckpointWeights weights, Consumer<String> notes) {
    this.form = form instanceof MaskedLanguageModelHead masked ? masked : null;
    this.shapes = shapes;
    this.weights = weights;
    this.notes = notes;
  }

  private boolean storesMatrix(HeadConfig head) {
    return form != null && MaskedLanguageModelHead.tied(head) && shapes.containsKey(form.matrix());
  }

  /** The head's configuration: with a matrix of its own where the checkpoint has another one. */
  HeadConfig head(HeadConfig head, List<WeightSpec> specs) throws IOException {
    List<String> words = words(specs);
    if (!storesMatrix(head) || words.isEmpty()) {
      return head;
    }
    if (Arrays.equals(weights.read(words.getFirst()), weights.read(form.matrix()))) {
      return head;
    }
    notes.accept(
        ("config.json ties the decoder to the word embeddings, but \"%s\" is stored and differs"
                + " from \"%s\"; both are used, as in the reference library")
            .formatted(form.matrix(), words.getFirst()));
    return MaskedLanguageModelHead.untied(head);
  }

  /** Names of the word embeddings that the checkpoint has. */
  private List<String> words(List<WeightSpec> specs) {
    return specs.stream()
        .filter(spec -> spec.name().equals(WORDS))
        .flatMap(spec -> spec.checkpointNames().stream())
        .filter(shapes::containsKey)
        .toList();
  }

  /**
   * The specifications: the table of word embeddings may have the decoder's name, and of two stored
   * biases the decoder's own counts.
   */
  List<WeightSpec> named(List<WeightSpec> specs, HeadConfig head) {
    if (form == null || !MaskedLanguageModelHead.tied(head)) {
      return specs;
    }
    var named = new ArrayList<WeightSpec>();
    for (WeightSpec spec : specs) {
      var names = new ArrayList<>(spec.checkpointNames());
      if (spec.name().equals(WORDS)) {
        names.add(form.matrix());
      } else if (spec.name().equals(BIAS)) {
        Collections.reverse(names);
      }
      named.add(spec.under(names));
    }
    return named;
  }
}
