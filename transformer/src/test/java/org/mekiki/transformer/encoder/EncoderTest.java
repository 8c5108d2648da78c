package org.mekiki.transformer.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.head.Head;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;

/** Properties of the encoder with random weights and sizes that fill no vector. */
final class EncoderTest {
  private static final int TOKENS = 9;
  private static final int WIDTH = 36;

  private static EncoderConfigBuilder bert() {
    return EncoderConfig.of("bert")
        .vocabularySize(50)
        .feedForwardSize(70)
        .activation(Activation.GELU)
        .epsilon(1e-5f)
        .positions(40)
        .types(2);
  }

  private static EncoderConfig config(String family, Activation activation) {
    return FamilyConfigs.of(family, "hidden_act", activation.label());
  }

  private static HeadForm form(EncoderConfig config) {
    return EncoderFamilies.of(config.family()).heads().getFirst();
  }

  /** Five classes; from the mean of all rows where a family can. */
  private static HeadConfig head(EncoderConfig config) {
    Shape five = Shape.of(5, WIDTH);
    return form(config)
        .config(
            new ConfigValues(Map.of("classifier_pooling", "mean", "pooling", "mean")),
            Map.of(
                "classifier.weight",
                five,
                "classifier.out_proj.weight",
                five,
                "score.weight",
                five));
  }

  private static RowRange reads(EncoderConfig config) {
    return form(config).reads(head(config));
  }

  private static Map<String, Tensor> weights(EncoderConfig config) {
    var random = new Random(3);
    var weights = new HashMap<String, Tensor>();
    var specs = new ArrayList<>(EncoderFamilies.of(config.family()).weights(config));
    specs.addAll(form(config).weights(config, head(config)));
    for (WeightSpec spec : specs) {
      float[] values = new float[spec.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.3 * random.nextGaussian());
      }
      weights.put(spec.name(), Tensor.of(spec.shape(), values));
    }
    return weights;
  }

  private static Weights constants(Map<String, Tensor> weights) {
    return Weights.of(KernelSelection.current().kernels(), weights::get);
  }

  private static Tensor rows(int batch) {
    return rows(batch, WIDTH);
  }

  private static Tensor rows(int batch, int width) {
    var random = new Random(4);
    float[] values = new float[batch * TOKENS * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(batch, TOKENS, width), values);
  }

  private static int[] types() {
    int[] types = new int[TOKENS];
    Arrays.fill(types, 5, TOKENS, 1);
    return types;
  }

  /** Logits of every sentence and the gradient of their first ones, one after the other. */
  private static Tensor[] logitsAndGradient(
      EncoderConfig config, Map<String, Tensor> weights, Tensor rows, ComputeContext context) {
    var encoder = RowEncoder.of(config, constants(weights), ComputeContext.sequential());
    Head head = form(config).head(config, head(config), constants(weights));
    var tape = new Tape(context, Workspace.poisoning());
    Variable x = tape.input(rows);
    Variable logits = head.outputs(encoder.rows(tape, types(), x, reads(config)));
    Tensor values = Tensor.of(logits.shape(), logits.value().toArray());
    return new Tensor[] {values, tape.backward(Ops.sum(Ops.select(logits, 1, 0))).of(x)};
  }

  static List<EncoderConfig> configs() {
    var configs = new ArrayList<EncoderConfig>();
    for (Activation activation : Activation.values()) {
      configs.add(config("bert", activation));
    }
    configs.addAll(FamilyConfigs.all());
    return configs;
  }

  @ParameterizedTest
  @MethodSource("configs")
  void theBitsDependNeitherOnThreadsNorOnTheBatch(EncoderConfig config) {
    int width = config.embeddingSize();
    Map<String, Tensor> weights = weights(config);
    Tensor five = rows(5, width);
    Tensor[] expected = logitsAndGradient(config, weights, five, ComputeContext.sequential());
    for (int threads : new int[] {2, 7}) {
      try (var pool = ComputeContext.ownedPool(threads)) {
        Tensor[] actual = logitsAndGradient(config, weights, five, pool);
        assertTrue(expected[0].sameBits(actual[0]), config + " " + threads);
        assertTrue(expected[1].sameBits(actual[1]), config + " " + threads);
      }
    }
    for (int i = 0; i < 5; i++) {
      Tensor alone = part(five, i, Shape.of(1, TOKENS, width));
      Tensor[] actual = logitsAndGradient(config, weights, alone, ComputeContext.sequential());
      assertTrue(part(expected[0], i, actual[0].shape()).sameBits(actual[0]), config.toString());
      assertTrue(part(expected[1], i, alone.shape()).sameBits(actual[1]), config.toString());
    }
  }

  /** What variants share is not computed for each, and yet comes out in the same bits. */
  @ParameterizedTest
  @MethodSource("configs")
  void variantsFromTheirRowsEqualWholeVariants(EncoderConfig config) {
    var context = ComputeContext.sequential();
    int width = config.embeddingSize();
    int[] variant = {0, 1, 1, 3};
    int[] position = {4, 0, 8, 2};
    var places = new RowPlaces(4, TOKENS, variant, position);
    Tensor text = part(rows(1, width), 0, Shape.of(TOKENS, width));
    float[] given = part(rows(2, width), 1, Shape.of(TOKENS, width)).toArray();
    Tensor moved = Tensor.of(Shape.of(4, width), Arrays.copyOf(given, 4 * width));
    float[] whole = new float[4 * text.size()];
    for (int b = 0; b < 4; b++) {
      System.arraycopy(text.array(), text.offset(), whole, b * text.size(), text.size());
    }
    for (int i = 0; i < 4; i++) {
      int at = (variant[i] * TOKENS + position[i]) * width;
      System.arraycopy(given, i * width, whole, at, width);
    }
    Map<String, Tensor> weights = weights(config);
    Tensor all = Tensor.of(Shape.of(4, TOKENS, width), whole);
    Tensor[] expected = logitsAndGradient(config, weights, all, context);
    var encoder = RowEncoder.of(config, constants(weights), ComputeContext.sequential());
    Optional<SharedRows> sharing = encoder.share(types(), text, reads(config), context);
    assumeTrue(
        config.form().recurrent().isEmpty() || sharing.isPresent(),
        "a recurrent network shares nothing");
    SharedRows shared = sharing.orElseThrow();
    var tape = new Tape(context, Workspace.poisoning());
    Variable x = tape.input(moved);
    Head head = form(config).head(config, head(config), constants(weights));
    Variable logits = head.outputs(shared.rows(tape, places, x));
    Tensor values = Tensor.of(logits.shape(), logits.value().toArray());
    assertTrue(expected[0].sameBits(values), config.toString());
    Tensor gradient = tape.backward(Ops.sum(Ops.select(logits, 1, 0))).of(x);
    for (int i = 0; i < 4; i++) {
      int at = (variant[i] * TOKENS + position[i]) * width;
      for (int j = 0; j < width; j++) {
        assertEquals(
            expected[1].getFlat(at + j), gradient.getFlat(i * width + j), config.toString());
      }
    }
  }

  /** The same pass again on other rows, as integration does it. */
  @ParameterizedTest
  @MethodSource("configs")
  void aReplayedPassEqualsANewOne(EncoderConfig config) {
    var context = ComputeContext.sequential();
    Map<String, Tensor> weights = weights(config);
    var encoder = RowEncoder.of(config, constants(weights), ComputeContext.sequential());
    Tensor buffer = rows(1, config.embeddingSize());
    var recording = Tape.recording(context);
    Variable x = recording.input(buffer);
    Variable y = encoder.rows(recording, types(), x, RowRange.of(3));
    Tensor gradient = recording.backward(Ops.sum(y)).of(x);
    Tensor other = part(rows(3, config.embeddingSize()), 2, buffer.shape());
    System.arraycopy(other.array(), other.offset(), buffer.array(), 0, buffer.size());
    recording.replay();
    var tape = new Tape(context);
    Variable fresh = tape.input(other);
    Variable expected = encoder.rows(tape, types(), fresh, RowRange.of(3));
    assertTrue(expected.value().sameBits(y.value()), config.toString());
    assertTrue(tape.backward(Ops.sum(expected)).of(fresh).sameBits(gradient), config.toString());
  }

  @ParameterizedTest
  @MethodSource("configs")
  void theConvertedFileSaysAll(EncoderConfig config) {
    assertEquals(config, EncoderConfig.fromMap(config.toMap()));
  }

  @Test
  void anEncoderOfOneLayerHasNothingToShare() {
    EncoderConfig config = bert().hiddenSize(WIDTH).layers(1).heads(4).build();
    var encoder = RowEncoder.of(config, constants(weights(config)), ComputeContext.sequential());
    Tensor text = part(rows(1), 0, Shape.of(TOKENS, WIDTH));
    assertTrue(encoder.share(types(), text, RowRange.FIRST, ComputeContext.sequential()).isEmpty());
  }

  private static Tensor part(Tensor batch, int index, Shape shape) {
    float[] all = batch.toArray();
    return Tensor.of(
        shape, Arrays.copyOfRange(all, index * shape.size(), (index + 1) * shape.size()));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void theRowsThatAreReadEqualThoseOfTheWholeLayer(EncoderConfig config) {
    Map<String, Tensor> weights = weights(config);
    var encoder = RowEncoder.of(config, constants(weights), ComputeContext.sequential());
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.constant(rows(2, config.embeddingSize()));
    Tensor whole = encoder.hiddenStates(tape, types(), x).getLast().value();
    for (RowRange read : List.of(RowRange.FIRST, new RowRange(3, 6), RowRange.ALL)) {
      Tensor some = encoder.rows(tape, types(), x, read).value();
      int rows = some.shape().dim(1);
      for (int i = 0; i < 2 * rows * WIDTH; i++) {
        int row = i / WIDTH / rows * TOKENS + read.from() + i / WIDTH % rows;
        assertEquals(
            whole.getFlat(row * WIDTH + i % WIDTH), some.getFlat(i), 3e-6f, config.toString());
      }
    }
  }

  @Test
  void impossibleSizesAreRefused() {
    var heads =
        assertThrows(
            UnsupportedModelException.class,
            () -> bert().hiddenSize(36).layers(3).heads(5).build());
    assertTrue(heads.getMessage().contains("not a multiple"), heads.getMessage());
    var type =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              EncoderConfig config = config("bert", Activation.GELU);
              var encoder =
                  RowEncoder.of(config, constants(weights(config)), ComputeContext.sequential());
              var tape = new Tape(ComputeContext.sequential());
              encoder.rows(
                  tape,
                  new int[] {7, 0, 0, 0, 0, 0, 0, 0, 0},
                  tape.constant(rows(1)),
                  RowRange.FIRST);
            });
    assertTrue(type.getMessage().contains("token type 7"), type.getMessage());
  }
}
