package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;

/**
 * A model with weights of chance from the head downwards: normally distributed with each tensor's
 * own mean and deviation, so that sizes stay while all that was learned goes.
 */
final class RandomisedModels {
  /** A model is held for each stage; a deep one gets stages of several layers. */
  private static final int LAYER_STAGES = 4;

  private static final String LAYERS = "layers.";
  private static final String EMBEDDINGS = "embeddings.";

  private final ModelFile file;
  private final long seed;

  RandomisedModels(ModelFile file, long seed) {
    this.file = file;
    this.seed = seed;
  }

  /** The stages by name, from the head alone to everything. */
  Map<String, Classifier> stages(ComputeContext context) throws IOException {
    var stages = new LinkedHashMap<String, Classifier>();
    int layers = layers();
    stages.put("head", without(layers, false, context));
    var kept = new TreeSet<Integer>();
    for (int stage = 1; stage <= LAYER_STAGES; stage++) {
      kept.add(layers - (int) Math.ceil((double) layers * stage / LAYER_STAGES));
    }
    for (int left : kept.descendingSet()) {
      String name = left == 0 ? "all layers" : "layers above " + left;
      stages.put(name, without(left, false, context));
    }
    stages.put("embeddings too", without(0, true, context));
    file.requireUnchanged();
    return stages;
  }

  private int layers() {
    return file.content().tensors().stream()
            .map(StoredTensor::name)
            .filter(name -> name.startsWith(LAYERS))
            .mapToInt(RandomisedModels::layer)
            .max()
            .orElse(-1)
        + 1;
  }

  private static int layer(String name) {
    return Integer.parseInt(name.substring(LAYERS.length(), name.indexOf('.', LAYERS.length())));
  }

  /** Only the first layers, and the embeddings if they are not to go, stay as they are. */
  private Classifier without(int firstLayers, boolean embeddings, ComputeContext context)
      throws IOException {
    ModelContent content = file.content();
    List<StoredTensor> tensors = new ArrayList<>();
    for (StoredTensor tensor : content.tensors()) {
      String name = tensor.name();
      boolean goes =
          name.startsWith(EMBEDDINGS)
              ? embeddings
              : !name.startsWith(LAYERS) || layer(name) >= firstLayers;
      tensors.add(goes ? randomised(tensor) : tensor);
    }
    var changed = content.withTensors(tensors);
    try (ModelFile model = ModelFile.of(changed)) {
      return Classifier.of(model, context);
    }
  }

  private StoredTensor randomised(StoredTensor tensor) throws IOException {
    float[] values = tensor.source().read().clone();
    double mean = 0;
    for (float value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    // The same tensor is replaced by the same numbers in every stage.
    var random = new Random(seed * 31 + tensor.name().hashCode());
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + Math.sqrt(variance) * random.nextGaussian());
    }
    return new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), () -> values);
  }
}
