package org.mekiki.weights.converter;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.transformer.head.SentenceClassifier;
import org.mekiki.weights.converter.WeightFile.WeightTensor;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.safetensors.Dtype;
import org.mekiki.weights.converter.setfit.LogisticHead;
import tools.jackson.databind.JsonNode;

/**
 * What SetFit puts beside a directory of sentence-transformers: a classifier of the vectors, and
 * names of its classes.
 *
 * @param head the classifier
 * @param labels names of the classes
 * @param normalized whether vectors are given the length 1 before
 */
record SetFit(LogisticHead head, List<String> labels, boolean normalized) {
  private static final String HEAD = "model_head.pkl";
  private static final String CONFIG = "config_setfit.json";

  /** What a directory has of it; empty where it is none of SetFit's. */
  static Optional<SetFit> of(Path directory) throws IOException {
    if (!Files.isRegularFile(directory.resolve(HEAD))) {
      return Optional.empty();
    }
    LogisticHead head = LogisticHead.read(directory.resolve(HEAD));
    JsonNode config =
        Files.exists(directory.resolve(CONFIG))
            ? JsonFile.read(directory.resolve(CONFIG))
            : JsonFile.of(java.util.Map.of());
    JsonNode named = config.path("labels");
    List<String> labels =
        named.isArray() && named.size() == head.classes().size()
            ? named.valueStream().map(each -> each.asString("")).toList()
            : head.classes();
    return Optional.of(
        new SetFit(head, labels, config.path("normalize_embeddings").asBoolean(false)));
  }

  /** Puts the classifier's weights among a checkpoint's. */
  void addTo(CheckpointWeights weights) {
    int count = labels.size();
    put(weights, ".weight", head.weights(), count, head.width());
    put(weights, ".bias", head.biases(), count);
  }

  private static void put(CheckpointWeights weights, String end, float[] values, int... shape) {
    String name = SentenceClassifier.LAYER + end;
    weights.put(name, new Numbers(name, values, shape));
  }

  /** A tensor in memory. */
  private record Numbers(String name, float[] values, int[] dimensions) implements WeightTensor {
    @Override
    public Dtype dtype() {
      return Dtype.F32;
    }

    @Override
    public List<BigInteger> shape() {
      return Arrays.stream(dimensions).mapToObj(BigInteger::valueOf).toList();
    }

    @Override
    public float[] read(ElementType type, int count) {
      return Arrays.copyOf(values, count);
    }

    @Override
    public void forEachPart(StoredBytes.PartReader reader) throws IOException {
      var part = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
      part.asFloatBuffer().put(values);
      reader.accept(part);
    }
  }
}
