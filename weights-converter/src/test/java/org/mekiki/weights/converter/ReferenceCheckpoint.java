package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.transformer.train.TokenizedText;
import org.mekiki.transformer.train.TrainableModel;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.reference.RandomWeights;
import org.mekiki.weights.converter.reference.ReferenceConfig;
import org.mekiki.weights.converter.reference.ReferenceFamilies;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Model;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Output;

/** A checkpoint of random weights that are known to both implementations, ours and the second. */
final class ReferenceCheckpoint {
  static final int LABELS = 3;
  static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "fine", "film", "##s", "!", "not",
          "dull");

  /** So small that no ReLU changes its side within it. */
  private static final double STEP = 1e-5;

  final RandomWeights weights;
  final ModelDesign design;
  private final Model model;
  private final ModelFile file;

  /**
   * Writes and converts it.
   *
   * @param json the configuration
   * @param head asks for what a head needs beside the classifier's weights
   */
  ReferenceCheckpoint(Path folder, String json, Consumer<RandomWeights> head) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
    Files.writeString(folder.resolve("vocab.txt"), String.join("\n", VOCABULARY) + "\n");
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
    var config = new ReferenceConfig(JsonFile.read(folder.resolve("config.json")));
    weights = RandomWeights.of(5, config);
    model = ReferenceFamilies.classifier(config, weights, LABELS);
    model.of(new double[2][model.width()], new int[2]);
    model.words();
    head.accept(weights);
    var tensors = new LinkedHashMap<String, Stored>();
    weights
        .tensors()
        .forEach((name, made) -> tensors.put(name, new Stored("F32", made.shape(), made.values())));
    Files.write(folder.resolve("model.safetensors"), TinyCheckpoint.safetensors(tensors));
    file = Converter.inMemory(folder);
    design = ModelDesign.of(file.content());
  }

  TrainableModel trainable() throws IOException {
    return TrainableModel.of(design, file.content().tensors(), DropoutRates.NONE, 0);
  }

  /** What the second implementation makes of a text. */
  Output output(String text, String pair) {
    TokenizedText tokens = tokens(text, pair);
    int width = model.width();
    double[][] words = new double[tokens.size()][];
    for (int i = 0; i < words.length; i++) {
      int from = tokens.ids()[i] * width;
      words[i] = Arrays.copyOfRange(model.words(), from, from + width);
    }
    return model.of(words, tokens.typeIds());
  }

  TokenizedText tokens(String text, String pair) {
    return TokenizedText.of(design.tokenizer().encode(text, pair, 99).of(text, pair));
  }

  /** −log softmax(logits)[target]. */
  static double crossEntropy(double[] logits, int target) {
    double total = 0;
    for (double logit : logits) {
      total += Math.exp(logit);
    }
    return Math.log(total) - logits[target];
  }

  /** ⟨gradient, direction⟩ of a checkpoint's tensor and the size that errors are measured by. */
  double[] along(String tensor, float[] direction, Map<String, Tensor> gradients) {
    double[] sums = new double[2];
    for (WeightSpec spec : design.weights()) {
      if (spec.checkpointNames().contains(tensor) && gradients.containsKey(spec.name())) {
        float[] part = spec.of(direction);
        for (int i = 0; i < part.length; i++) {
          double product = (double) part[i] * gradients.get(spec.name()).getFlat(i);
          sums[0] += product;
          sums[1] += Math.abs(product);
        }
      }
    }
    return sums;
  }

  /** The derivative along a direction, by fourth-order differences. */
  double difference(double[] values, float[] direction, DoubleSupplier loss) {
    double sum = 0;
    double[] weightsOfSteps = {1, -8, 8, -1};
    int[] steps = {-2, -1, 1, 2};
    double scale = STEP / Math.sqrt(values.length);
    double[] before = values.clone();
    for (int s = 0; s < steps.length; s++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = before[i] + steps[s] * scale * direction[i];
      }
      sum += weightsOfSteps[s] * loss.getAsDouble();
    }
    System.arraycopy(before, 0, values, 0, values.length);
    return sum / (12 * scale);
  }

  double derivative(double[] values, int index, DoubleSupplier loss) {
    float[] direction = new float[values.length];
    direction[index] = 1;
    return difference(values, direction, loss);
  }

  /** The weights of the model are those of the reference. */
  void requireEqual(TrainableModel trainable, double bound) {
    Map<String, Parameter> parameters = new HashMap<>();
    trainable.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
    int compared = 0;
    for (WeightSpec spec : design.weights()) {
      for (String name : spec.checkpointNames()) {
        RandomWeights.Stored stored = weights.tensors().get(name);
        if (stored != null) {
          Tensor value = parameters.get(spec.name()).value();
          for (int i = 0; i < value.size(); i++) {
            assertEquals(stored.values()[i], value.getFlat(i), bound, spec.name());
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 1000, compared + " numbers");
  }
}
