package org.mekiki.transformer.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.head.Head;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;

/** Properties of the encoder with random weights and sizes that fill no vector. */
final class EncoderTest {
  private static final int TOKENS = 9;
  private static final int WIDTH = 36;
  private static final HeadConfig HEAD = new HeadConfig(Task.SEQUENCE_CLASSIFICATION, 5);

  private static EncoderConfig config(String family, Activation activation) {
    int types = family.equals("distilbert") ? 0 : 2;
    return new EncoderConfig(
        family,
        50,
        WIDTH,
        3,
        4,
        70,
        activation,
        1e-5f,
        40,
        family.equals("roberta") ? 2 : 0,
        types);
  }

  private static HeadForm form(EncoderConfig config) {
    return EncoderFamilies.head(EncoderFamilies.of(config.family()), HEAD.task());
  }

  private static Map<String, Tensor> weights(EncoderConfig config) {
    var random = new Random(3);
    var weights = new HashMap<String, Tensor>();
    var specs = new ArrayList<>(EncoderFamilies.of(config.family()).weights(config));
    specs.addAll(form(config).weights(config, HEAD));
    for (WeightSpec spec : specs) {
      float[] values = new float[spec.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.3 * random.nextGaussian());
      }
      weights.put(spec.name(), Tensor.of(spec.shape(), values));
    }
    return weights;
  }

  private static Tensor rows(int batch) {
    var random = new Random(4);
    float[] values = new float[batch * TOKENS * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(batch, TOKENS, WIDTH), values);
  }

  private static int[] types() {
    int[] types = new int[TOKENS];
    Arrays.fill(types, 5, TOKENS, 1);
    return types;
  }

  /** Logits of every sentence and the gradient of their first ones, one after the other. */
  private static Tensor[] logitsAndGradient(
      EncoderConfig config, Map<String, Tensor> weights, Tensor rows, ComputeContext context) {
    var encoder = new Encoder(config, weights::get);
    Head head = form(config).head(config, HEAD, weights::get);
    var tape = new Tape(context, Workspace.poisoning());
    Variable x = tape.input(rows);
    Variable logits = head.outputs(encoder.rows(tape, types(), x, RowRange.FIRST));
    Tensor values = Tensor.of(logits.shape(), logits.value().toArray());
    return new Tensor[] {values, tape.backward(Ops.sum(Ops.select(logits, 1, 0))).of(x)};
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theBitsDependNeitherOnThreadsNorOnTheBatch(Activation activation) {
    for (EncoderFamily family : EncoderFamilies.all()) {
      EncoderConfig config = config(family.name(), activation);
      Map<String, Tensor> weights = weights(config);
      Tensor five = rows(5);
      Tensor[] expected = logitsAndGradient(config, weights, five, ComputeContext.sequential());
      for (int threads : new int[] {2, 7}) {
        try (var pool = ComputeContext.ownedPool(threads)) {
          Tensor[] actual = logitsAndGradient(config, weights, five, pool);
          assertTrue(expected[0].sameBits(actual[0]), family.name() + " " + threads);
          assertTrue(expected[1].sameBits(actual[1]), family.name() + " " + threads);
        }
      }
      for (int i = 0; i < 5; i++) {
        Tensor alone = part(five, i, Shape.of(1, TOKENS, WIDTH));
        Tensor[] actual = logitsAndGradient(config, weights, alone, ComputeContext.sequential());
        assertTrue(part(expected[0], i, Shape.of(1, 5)).sameBits(actual[0]), family.name());
        assertTrue(part(expected[1], i, alone.shape()).sameBits(actual[1]), family.name());
      }
    }
  }

  /** What variants share is not computed for each, and yet comes out in the same bits. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void variantsFromTheirRowsEqualWholeVariants(Activation activation) {
    var context = ComputeContext.sequential();
    int[] variant = {0, 1, 1, 3};
    int[] position = {4, 0, 8, 2};
    var places = new RowPlaces(4, TOKENS, variant, position);
    Tensor text = part(rows(1), 0, Shape.of(TOKENS, WIDTH));
    float[] given = part(rows(2), 1, Shape.of(TOKENS, WIDTH)).toArray();
    Tensor moved = Tensor.of(Shape.of(4, WIDTH), Arrays.copyOf(given, 4 * WIDTH));
    float[] whole = new float[4 * text.size()];
    for (int b = 0; b < 4; b++) {
      System.arraycopy(text.array(), text.offset(), whole, b * text.size(), text.size());
    }
    for (int i = 0; i < 4; i++) {
      int at = (variant[i] * TOKENS + position[i]) * WIDTH;
      System.arraycopy(given, i * WIDTH, whole, at, WIDTH);
    }
    for (EncoderFamily family : EncoderFamilies.all()) {
      EncoderConfig config = config(family.name(), activation);
      Map<String, Tensor> weights = weights(config);
      Tensor all = Tensor.of(Shape.of(4, TOKENS, WIDTH), whole);
      Tensor[] expected = logitsAndGradient(config, weights, all, context);
      var encoder = new Encoder(config, weights::get);
      SharedRows shared = encoder.share(types(), text, RowRange.FIRST, context).orElseThrow();
      var tape = new Tape(context, Workspace.poisoning());
      Variable x = tape.input(moved);
      Head head = form(config).head(config, HEAD, weights::get);
      Variable logits = head.outputs(shared.rows(tape, places, x));
      Tensor values = Tensor.of(logits.shape(), logits.value().toArray());
      assertTrue(expected[0].sameBits(values), family.name());
      Tensor gradient = tape.backward(Ops.sum(Ops.select(logits, 1, 0))).of(x);
      for (int i = 0; i < 4; i++) {
        int at = (variant[i] * TOKENS + position[i]) * WIDTH;
        for (int j = 0; j < WIDTH; j++) {
          assertEquals(expected[1].getFlat(at + j), gradient.getFlat(i * WIDTH + j), family.name());
        }
      }
    }
  }

  @Test
  void anEncoderOfOneLayerHasNothingToShare() {
    var config = new EncoderConfig("bert", 50, WIDTH, 1, 4, 70, Activation.GELU, 1e-5f, 40, 0, 2);
    var encoder = new Encoder(config, weights(config)::get);
    Tensor text = part(rows(1), 0, Shape.of(TOKENS, WIDTH));
    assertTrue(encoder.share(types(), text, RowRange.FIRST, ComputeContext.sequential()).isEmpty());
  }

  private static Tensor part(Tensor batch, int index, Shape shape) {
    float[] all = batch.toArray();
    return Tensor.of(
        shape, Arrays.copyOfRange(all, index * shape.size(), (index + 1) * shape.size()));
  }

  @Test
  void theRowsThatAreReadEqualThoseOfTheWholeLayer() {
    EncoderConfig config = config("bert", Activation.GELU);
    Map<String, Tensor> weights = weights(config);
    var encoder = new Encoder(config, weights::get);
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.constant(rows(2));
    Tensor first = encoder.rows(tape, types(), x, RowRange.FIRST).value();
    Tensor whole = encoder.hiddenStates(tape, types(), x).getLast().value();
    for (int b = 0; b < 2; b++) {
      for (int j = 0; j < WIDTH; j++) {
        assertEquals(whole.getFlat(b * TOKENS * WIDTH + j), first.getFlat(b * WIDTH + j), 1e-6f);
      }
    }
  }

  @Test
  void impossibleSizesAreRefused() {
    var heads =
        assertThrows(
            UnsupportedModelException.class,
            () -> new EncoderConfig("bert", 50, 36, 3, 5, 70, Activation.GELU, 1e-5f, 40, 0, 2));
    assertTrue(heads.getMessage().contains("no multiple"), heads.getMessage());
    var type =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              EncoderConfig config = config("bert", Activation.GELU);
              var encoder = new Encoder(config, weights(config)::get);
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
