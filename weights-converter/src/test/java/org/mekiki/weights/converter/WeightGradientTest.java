package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.core.train.AdamW;
import org.mekiki.core.train.GradientSum;
import org.mekiki.core.train.Optimizer;
import org.mekiki.core.train.ParameterGroup;
import org.mekiki.core.train.Step;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.train.Classification;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TokenizedText;
import org.mekiki.transformer.train.TrainableModel;
import org.mekiki.weights.converter.FamilyVariants.Variant;
import org.mekiki.weights.converter.reference.RandomWeights;

/**
 * The gradient of every weight of every family that can be trained, and a step of AdamW, against
 * the second implementation in double precision.
 */
final class WeightGradientTest {
  private static final double BOUND = 2e-5;

  /** Of one length, so that they are computed together; the second is one of a pair. */
  private static final List<String> TEXTS = List.of("a fine film! not dull a a", "not a film!");

  private static final List<Optional<String>> PAIRS =
      List.of(Optional.empty(), Optional.of("dull fine a"));

  private static final int[] TARGETS = {2, 0};

  private static final String TINY =
      """
      {"model_type": "bert", "architectures": ["BertForSequenceClassification"],
      "id2label": {"0": "a", "1": "b", "2": "c"}, "vocab_size": 12, "hidden_size": 8,
      "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 12,
      "max_position_embeddings": 12}
      """;

  @TempDir private Path folder;

  static List<Variant> variants() {
    return FamilyVariants.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyWeightsGradientEqualsDifferencesOfTheReference(Variant variant) throws IOException {
    var checkpoint = new ReferenceCheckpoint(folder, variant.json(), _ -> {});
    check(
        checkpoint,
        List.of(ComputeContext.sequential(), ComputeContext.sequential().withScalarKernels()),
        CLASSES);
  }

  /** A loss of both texts, ours and in double precision. */
  private record Form(
      BiFunction<TrainableModel, Tape, Variable> ours,
      ToDoubleFunction<ReferenceCheckpoint> reference) {}

  private static final Form CLASSES =
      new Form(WeightGradientTest::loss, WeightGradientTest::reference);
  private static final Form TAGS =
      new Form(WeightGradientTest::tagLoss, WeightGradientTest::tagReference);
  private static final Form MASKED =
      new Form(WeightGradientTest::maskedLoss, WeightGradientTest::maskedReference);

  private static TokenizedText text(TrainableModel model, int number) {
    return model.tokenize(TEXTS.get(number), PAIRS.get(number).orElse(null), 99);
  }

  private static Variable loss(TrainableModel model, Tape tape) {
    List<LabelledText> examples =
        List.of(
            LabelledText.ofClass(text(model, 0), TARGETS[0]),
            LabelledText.ofClass(text(model, 1), TARGETS[1]));
    return new Classification(model, 0, 0).loss(tape, examples, new Step(0, 0, 0)).mean();
  }

  private static double reference(ReferenceCheckpoint checkpoint) {
    double sum = 0;
    for (int t = 0; t < TARGETS.length; t++) {
      double[] logits = checkpoint.output(TEXTS.get(t), PAIRS.get(t).orElse(null)).logits();
      sum += ReferenceCheckpoint.crossEntropy(logits, TARGETS[t]);
    }
    return sum / TARGETS.length;
  }

  /** Every token is asked for; the right answer is the next entry of the vocabulary. */
  private static Variable maskedLoss(TrainableModel model, Tape tape) {
    TokenizedText first = text(model, 0);
    TokenizedText second = text(model, 1);
    int[] ids = IntStream.concat(Arrays.stream(first.ids()), Arrays.stream(second.ids())).toArray();
    Variable rows = model.rows(tape, List.of(first, second), RowRange.ALL, new Step(0, 0, 0));
    Variable scores = model.outputs(rows);
    int vocabulary = scores.shape().dim(2);
    int[] targets = Arrays.stream(ids).map(id -> (id + 1) % vocabulary).toArray();
    return Ops.crossEntropy(Ops.reshape(scores, ids.length, vocabulary), targets);
  }

  private static double maskedReference(ReferenceCheckpoint checkpoint) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < TARGETS.length; t++) {
      String pair = PAIRS.get(t).orElse(null);
      double[][] rows = checkpoint.output(TEXTS.get(t), pair).states().getLast();
      int[] ids = checkpoint.tokens(TEXTS.get(t), pair).ids();
      for (int i = 0; i < rows.length; i++) {
        double[] scores = MaskedOracle.scores(rows[i], checkpoint.weights);
        sum += ReferenceCheckpoint.crossEntropy(scores, (ids[i] + 1) % scores.length);
        count++;
      }
    }
    return sum / count;
  }

  /** Every token is given a class, which its number in the vocabulary decides. */
  private static Variable tagLoss(TrainableModel model, Tape tape) {
    TokenizedText first = text(model, 0);
    TokenizedText second = text(model, 1);
    int[] targets =
        IntStream.concat(Arrays.stream(first.ids()), Arrays.stream(second.ids()))
            .map(id -> id % ReferenceCheckpoint.LABELS)
            .toArray();
    Variable rows = model.rows(tape, List.of(first, second), RowRange.ALL, new Step(0, 0, 0));
    Variable logits = model.outputs(rows);
    return Ops.crossEntropy(
        Ops.reshape(logits, targets.length, ReferenceCheckpoint.LABELS), targets);
  }

  private static double tagReference(ReferenceCheckpoint checkpoint) {
    double[] weight = checkpoint.weights.tensors().get("classifier.weight").values();
    double[] bias = checkpoint.weights.tensors().get("classifier.bias").values();
    double sum = 0;
    int count = 0;
    for (int t = 0; t < TARGETS.length; t++) {
      String pair = PAIRS.get(t).orElse(null);
      int[] ids = checkpoint.tokens(TEXTS.get(t), pair).ids();
      double[][] rows = checkpoint.output(TEXTS.get(t), pair).states().getLast();
      for (int i = 0; i < rows.length; i++) {
        double[] logits = bias.clone();
        for (int c = 0; c < logits.length; c++) {
          for (int j = 0; j < rows[i].length; j++) {
            logits[c] += weight[c * rows[i].length + j] * rows[i][j];
          }
        }
        sum += ReferenceCheckpoint.crossEntropy(logits, ids[i] % logits.length);
        count++;
      }
    }
    return sum / count;
  }

  /** Families whose classes have no classifier of texts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'model_type': 't5', 'architectures': ['T5ForTokenClassification']",
        "'model_type': 't5', 'architectures': ['T5ForTokenClassification'],"
            + " 'feed_forward_proj': 'gated-silu', 'relative_attention_num_buckets': 5,"
            + " 'relative_attention_max_distance': 3",
        "'model_type': 'mt5', 'architectures': ['MT5ForTokenClassification']",
        "'model_type': 'umt5', 'architectures': ['UMT5ForTokenClassification'],"
            + " 'relative_attention_num_buckets': 8, 'relative_attention_max_distance': 10"
      })
  void theGradientsOfT5sEncodersEqualDifferencesOfTheReference(String changes) throws IOException {
    String json =
        """
        {%s, 'id2label': {'0': 'O', '1': 'B-A', '2': 'I-A'}, 'vocab_size': 12, 'd_model': 24,
        'd_ff': 36, 'd_kv': 6, 'num_heads': 4, 'num_layers': 3}
        """
            .formatted(changes)
            .replace('\'', '"');
    check(
        new ReferenceCheckpoint(folder, json, _ -> {}),
        List.of(ComputeContext.sequential(), ComputeContext.sequential().withScalarKernels()),
        TAGS);
  }

  /** With each of the kernels against the same differences, which take the most time here. */
  private static void check(
      ReferenceCheckpoint checkpoint, List<ComputeContext> contexts, Form form) throws IOException {
    double expectedLoss = form.reference().applyAsDouble(checkpoint);
    List<Map<String, Tensor>> gradients = new ArrayList<>();
    for (ComputeContext context : contexts) {
      gradients.add(gradients(checkpoint.trainable(), context, form, expectedLoss));
    }
    var random = new Random(11);
    // A key's bias changes nothing, so its gradient is 0 and ours the rounding of larger numbers.
    double floor = 0.01 * largest(checkpoint, gradients.getFirst());
    for (Map.Entry<String, RandomWeights.Stored> tensor : checkpoint.weights.tensors().entrySet()) {
      double[] values = tensor.getValue().values();
      float[] direction = direction(values.length, random);
      double expected =
          checkpoint.difference(
              values, direction, () -> form.reference().applyAsDouble(checkpoint));
      for (int i = 0; i < contexts.size(); i++) {
        double[] sums = checkpoint.along(tensor.getKey(), direction, gradients.get(i));
        assertEquals(
            expected,
            sums[0],
            BOUND * Math.max(sums[1], floor),
            tensor.getKey() + " on " + contexts.get(i).kernelName());
      }
    }
  }

  /** Ours by the weights' names, where the loss is the expected one. */
  private static Map<String, Tensor> gradients(
      TrainableModel model, ComputeContext context, Form form, double expectedLoss) {
    Tape tape = Tape.training(context);
    Variable loss = form.ours().apply(model, tape);
    assertEquals(
        expectedLoss, loss.value().getFlat(0), lossBound(expectedLoss), context.kernelName());
    Gradients gradients = tape.backward(loss);
    Map<String, Tensor> byName = new HashMap<>();
    for (Parameter parameter : model.parameters()) {
      gradients.of(parameter).ifPresent(gradient -> byName.put(parameter.name(), gradient));
    }
    return byName;
  }

  private static float[] direction(int length, Random random) {
    float[] direction = new float[length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextBoolean() ? 1 : -1;
    }
    return direction;
  }

  /** Σ |gradient| of the tensor where it is largest. */
  private static double largest(ReferenceCheckpoint checkpoint, Map<String, Tensor> gradients) {
    double largest = 0;
    for (Map.Entry<String, RandomWeights.Stored> tensor : checkpoint.weights.tensors().entrySet()) {
      float[] ones = direction(tensor.getValue().values().length, new Random(1));
      largest = Math.max(largest, checkpoint.along(tensor.getKey(), ones, gradients)[1]);
    }
    return largest;
  }

  /** A step of AdamW, dropout off, as PyTorch defines it, with gradients from differences. */
  @Test
  void aStepOfAdamWEqualsTheReference() throws IOException {
    var checkpoint = new ReferenceCheckpoint(folder, TINY, _ -> {});
    double rate = 1e-2;
    double decay = 0.1;
    double epsilon = 1e-3;
    Map<String, double[]> expected = new LinkedHashMap<>();
    Map<String, double[][]> moments = new HashMap<>();
    TrainableModel model = checkpoint.trainable();
    Optimizer optimizer =
        new AdamW(ParameterGroup.byShape(model.parameters(), decay), 0.9, 0.999, epsilon);
    var sum = new GradientSum(model.parameters(), ComputeContext.sequential());
    Tape tape = Tape.training(ComputeContext.sequential());
    for (int step = 1; step <= 2; step++) {
      tape.reset();
      Variable loss = loss(model, tape);
      assertEquals(reference(checkpoint), loss.value().getFlat(0), 1e-5, "step " + step);
      sum.clear();
      sum.add(tape.backward(loss));
      optimizer.step(sum, rate, ComputeContext.sequential());
      for (Map.Entry<String, RandomWeights.Stored> tensor :
          checkpoint.weights.tensors().entrySet()) {
        boolean decays = tensor.getValue().shape().length > 1;
        double[] values = tensor.getValue().values();
        double[][] memory =
            moments.computeIfAbsent(tensor.getKey(), _ -> new double[2][values.length]);
        double[] next = new double[values.length];
        for (int i = 0; i < next.length; i++) {
          double g = checkpoint.derivative(values, i, () -> reference(checkpoint));
          memory[0][i] = 0.9 * memory[0][i] + 0.1 * g;
          memory[1][i] = 0.999 * memory[1][i] + 0.001 * g * g;
          double root = Math.sqrt(memory[1][i]) / Math.sqrt(1 - Math.pow(0.999, step));
          double by = rate / (1 - Math.pow(0.9, step)) * memory[0][i] / (root + epsilon);
          next[i] = values[i] * (1 - (decays ? rate * decay : 0)) - by;
        }
        expected.put(tensor.getKey(), next);
      }
      for (Map.Entry<String, double[]> tensor : expected.entrySet()) {
        double[] values = checkpoint.weights.tensors().get(tensor.getKey()).values();
        System.arraycopy(tensor.getValue(), 0, values, 0, values.length);
      }
      checkpoint.requireEqual(model, 1e-5);
    }
  }

  /** The tied table is read twice: as embeddings and as the decoder's matrix. */
  @Test
  void aMaskedLanguageModelsGradientsEqualDifferencesOfTheReference() throws IOException {
    int m = 8;
    var checkpoint =
        new ReferenceCheckpoint(
            folder,
            TINY.replace("BertForSequenceClassification", "BertForMaskedLM"),
            weights -> {
              weights.get("cls.predictions.transform.dense.weight", m, m);
              weights.get("cls.predictions.transform.dense.bias", m);
              weights.get("cls.predictions.transform.LayerNorm.weight", m);
              weights.get("cls.predictions.transform.LayerNorm.bias", m);
              weights.get("cls.predictions.bias", ReferenceCheckpoint.VOCABULARY.size());
            });
    check(checkpoint, List.of(ComputeContext.sequential()), MASKED);
  }

  /** Of a loss of 1, and as many digits of larger ones: norms that only scale hold no size. */
  private static double lossBound(double loss) {
    return 1e-5 * Math.max(1, Math.abs(loss));
  }
}
