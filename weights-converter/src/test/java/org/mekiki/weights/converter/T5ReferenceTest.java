package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.Linearization;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.reference.RandomWeights;
import org.mekiki.weights.converter.reference.ReferenceConfig;
import org.mekiki.weights.converter.reference.ReferenceT5;

/**
 * T5's encoder, whose classes classify tokens, against a second implementation in double precision.
 */
final class T5ReferenceTest {
  private static final int LABELS = 3;
  private static final double BOUND = 1e-5;

  @TempDir private Path folder;

  private ReferenceT5 written(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
    Files.writeString(
        folder.resolve("vocab.txt"), String.join("\n", ReferenceCheckpoint.VOCABULARY) + "\n");
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
    var weights = new RandomWeights(5);
    var config = new ReferenceConfig(JsonFile.read(folder.resolve("config.json")));
    var reference = new ReferenceT5(config, weights);
    reference.rowLogits(new double[2][reference.width()], LABELS);
    reference.words();
    var tensors = new LinkedHashMap<String, Stored>();
    weights
        .tensors()
        .forEach((name, made) -> tensors.put(name, new Stored("F32", made.shape(), made.values())));
    Files.write(folder.resolve("model.safetensors"), TinyCheckpoint.safetensors(tensors));
    return reference;
  }

  private static double[][] words(ReferenceT5 reference, EncodedText text) {
    int width = reference.width();
    double[][] words = new double[text.size()][];
    for (int i = 0; i < words.length; i++) {
      int from = text.tokens().get(i).id() * width;
      words[i] = Arrays.copyOfRange(reference.words(), from, from + width);
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'model_type': 't5', 'd_kv': 6",
        "'model_type': 't5', 'feed_forward_proj': 'gated-gelu', 'relative_attention_num_buckets':"
            + " 8, 'relative_attention_max_distance': 10, 'd_kv': 5, 'layer_norm_epsilon': 1e-3",
        "'model_type': 't5', 'feed_forward_proj': 'gated-silu', 'num_heads': 3, 'num_layers': 1,"
            + " 'relative_attention_num_buckets': 5, 'relative_attention_max_distance': 3",
        "'model_type': 'umt5', 'd_kv': 8, 'relative_attention_num_buckets': 12"
      })
  void logitsGradientsAndRulesEqualTheReference(String changes) throws IOException {
    String family = changes.contains("umt5") ? "UMT5" : "T5";
    String sizes = changes.contains("num_heads") ? "" : "'num_heads': 4,";
    sizes += changes.contains("num_layers") ? "" : "'num_layers': 3,";
    ReferenceT5 reference =
        written(
            """
            {'architectures': ['%sForTokenClassification'], 'id2label': {'0': 'O', '1': 'B-A',
            '2': 'I-A'}, 'vocab_size': 12, 'd_model': 24, 'd_ff': 36, %s %s}
            """
                .formatted(family, sizes, changes)
                .replace('\'', '"'));
    for (ComputeContext context :
        List.of(ComputeContext.sequential(), ComputeContext.sequential().withScalarKernels())) {
      var model = (TokenClassifier) TaskModel.of(Converter.inMemory(folder), context);
      for (String words :
          List.of("a fine film!", "a film not fine a dull film a film not dull films! films! a")) {
        check(model, model.encode(words, null, 0), reference);
      }
    }
  }

  private static void check(TokenClassifier model, EncodedText text, ReferenceT5 reference) {
    double[][] words = words(reference, text);
    double[][] expected = reference.rowLogits(words, LABELS);
    List<Prediction> predictions = model.predict(text);
    double largest = 1;
    for (double[] row : expected) {
      largest = Math.max(largest, Arrays.stream(row).map(Math::abs).max().orElse(0));
    }
    for (int i = 0; i < text.size(); i++) {
      for (int c = 0; c < LABELS; c++) {
        assertEquals(expected[i][c], predictions.get(i).logits().get(c), BOUND * largest);
      }
    }
    int token = text.size() / 2;
    checkGradient(model.at(text, token), text, reference, words, token);
  }

  /** Along random directions, by differences of the reference; and what the linear rule gives. */
  private static void checkGradient(
      TextModel view, EncodedText text, ReferenceT5 reference, double[][] words, int token) {
    Tensor rows = view.embeddings(text);
    Tape tape = Tape.keeping(view.context());
    Variable x = tape.input(rows.reshaped(Shape.of(1, rows.shape().dim(0), rows.shape().dim(1))));
    Variable logit = Ops.slice(view.logits(tape, text, x), 1, 1, 2);
    Tensor seed = Tensor.of(logit.shape(), new float[] {1});
    Linearization linear = tape.linearize(logit, seed, BackwardRules.LINEAR);
    double sum = linear.constant();
    double size = Math.abs(sum);
    Tensor slopes = linear.gradients().of(x);
    for (int i = 0; i < rows.size(); i++) {
      double part = (double) rows.getFlat(i) * slopes.getFlat(i);
      sum += part;
      size += Math.abs(part);
    }
    assertEquals(logit.value().getFlat(0), sum, 1e-6 * (1 + size));
    Tensor gradient = tape.backward(logit).of(x);
    double largest = 0;
    for (float v : gradient.toArray()) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertTrue(largest > 1e-3, "a gradient that says something");
    var random = new Random(7);
    for (int n = 0; n < 4; n++) {
      double step = 1e-5;
      double[][] ahead = new double[words.length][];
      double[][] behind = new double[words.length][];
      double found = 0;
      for (int i = 0; i < words.length; i++) {
        ahead[i] = words[i].clone();
        behind[i] = words[i].clone();
        for (int j = 0; j < words[i].length; j++) {
          double direction = (random.nextBoolean() ? 1 : -1) / Math.sqrt(gradient.size());
          ahead[i][j] += step * direction;
          behind[i][j] -= step * direction;
          found += direction * gradient.getFlat(i * words[i].length + j);
        }
      }
      double difference =
          (reference.rowLogits(ahead, LABELS)[token][1]
                  - reference.rowLogits(behind, LABELS)[token][1])
              / (2 * step);
      assertEquals(difference, found, BOUND * largest, "gradient");
    }
  }
}
