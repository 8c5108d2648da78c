package org.mekiki.transformer.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.model.Link;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;

/** Heads against their definitions in double precision, and how configurations choose them. */
final class HeadsTest {
  private static final int WIDTH = 12;
  private static final int ROWS = 5;
  private static final int VOCABULARY = 23;
  private static final float EPSILON = 1e-5f;
  private static final EncoderConfig ENCODER =
      EncoderConfig.of("bert")
          .vocabularySize(VOCABULARY)
          .hiddenSize(WIDTH)
          .layers(1)
          .heads(2)
          .feedForwardSize(8)
          .activation(Activation.GELU)
          .epsilon(EPSILON)
          .positions(16)
          .types(2)
          .build();

  private static Tensor random(Shape shape, Random random) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.7 * random.nextGaussian());
    }
    return Tensor.of(shape, values);
  }

  private static Map<String, Tensor> weights(List<WeightSpec> specs) {
    var random = new Random(5);
    var weights = new HashMap<String, Tensor>();
    specs.forEach(spec -> weights.put(spec.name(), random(spec.shape(), random)));
    weights.put("embeddings.word", random(Shape.of(VOCABULARY, WIDTH), random));
    return weights;
  }

  private static Weights constants(Map<String, Tensor> weights) {
    return Weights.of(KernelSelection.current().kernels(), weights::get);
  }

  private static Tensor rows() {
    return random(Shape.of(2, ROWS, WIDTH), new Random(6));
  }

  private static double[][] text(int batch) {
    double[][] rows = new double[ROWS][WIDTH];
    Tensor all = rows();
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < WIDTH; j++) {
        rows[i][j] = all.getFlat((batch * ROWS + i) * WIDTH + j);
      }
    }
    return rows;
  }

  private static Tensor outputs(HeadForm form, HeadConfig head, Map<String, Tensor> weights) {
    return outputs(form, ENCODER, head, weights);
  }

  private static Tensor outputs(
      HeadForm form, EncoderConfig encoder, HeadConfig head, Map<String, Tensor> weights) {
    var tape = new Tape(ComputeContext.sequential());
    Variable rows = tape.constant(rows());
    return form.head(encoder, head, constants(weights)).outputs(rows).value();
  }

  private static void close(double[] expected, Tensor actual, int at) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual.getFlat(at + i), 1e-5, "output " + i);
    }
  }

  private static ConfigValues config(String... entries) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put(entries[i], entries[i + 1]);
    }
    return new ConfigValues(map);
  }

  private static Map<String, Shape> linear(String name, int out) {
    return Map.of(name + ".weight", Shape.of(out, WIDTH), name + ".bias", Shape.of(out));
  }

  @Test
  void everyRowHasItsTags() {
    RowClassifier form = RowClassifier.tags("BertForTokenClassification");
    HeadConfig head = form.config(config(), linear("classifier", 7));
    assertEquals(7, head.labels());
    Map<String, Tensor> weights = weights(form.weights(ENCODER, head));
    Tensor outputs = outputs(form, head, weights);
    assertEquals(Shape.of(2, ROWS, 7), outputs.shape());
    for (int b = 0; b < 2; b++) {
      for (int i = 0; i < ROWS; i++) {
        double[] expected =
            HeadOracle.linear(weights, "head.out.weight", "head.out.bias", text(b)[i]);
        close(expected, outputs, (b * ROWS + i) * 7);
      }
    }
  }

  @Test
  void anAnswerHasAStartAndAnEnd() {
    RowClassifier form = RowClassifier.answers("BertForQuestionAnswering");
    assertEquals(2, form.config(config(), linear("qa_outputs", 2)).labels());
    var three =
        assertThrows(
            UnsupportedModelException.class, () -> form.config(config(), linear("qa_outputs", 3)));
    assertTrue(three.getMessage().contains("a start and an end"), three.getMessage());
    var none = assertThrows(UnsupportedModelException.class, () -> form.config(config(), Map.of()));
    assertTrue(none.getMessage().contains("\"qa_outputs.weight\""), none.getMessage());
  }

  /** The masked language models of all families, under every name that checkpoints have. */
  @Test
  void aBlankHasAScoreForEveryEntry() {
    int checked = 0;
    for (EncoderFamily family : EncoderFamilies.all()) {
      for (HeadForm form : family.heads()) {
        if (form instanceof MaskedLanguageModelHead masked && masked.transform() == null) {
          checkPlainBlank(masked);
        } else if (form instanceof MaskedLanguageModelHead masked) {
          checkBlank(masked, "true");
          checkBlank(masked, "false");
          checked++;
        }
      }
    }
    assertTrue(checked > 13, checked + " forms"); // more than there are such families
  }

  private static void checkBlank(MaskedLanguageModelHead form, String tied) {
    var config =
        config("tie_word_embeddings", tied, "hidden_act", "gelu", "output_embedding_size", "7");
    HeadConfig head = form.config(config, Map.of(form.bias().getFirst(), Shape.of(VOCABULARY)));
    List<WeightSpec> specs = form.weights(ENCODER, head);
    boolean untied = !MaskedLanguageModelHead.tied(head);
    assertEquals(tied.equals("false") || !form.decoder().ties(), untied);
    assertEquals(untied, specs.stream().anyMatch(s -> s.name().equals("head.decoder.weight")));
    Map<String, Tensor> weights = weights(specs);
    Tensor outputs = outputs(form, head, weights);
    String matrix = untied ? "head.decoder.weight" : "embeddings.word";
    String activation = head.values().text("activation");
    for (int i = 0; i < ROWS; i++) {
      double[] normed = transformed(weights, text(1)[i], activation);
      double[] expected = HeadOracle.linear(weights, matrix, "head.decoder.bias", normed);
      close(expected, outputs, (ROWS + i) * VOCABULARY);
    }
  }

  /** Of a head that is a linear layer alone. */
  private static void checkPlainBlank(MaskedLanguageModelHead form) {
    var config = config("vocab_size", "" + VOCABULARY, "mlp_bias", "true");
    Map<String, Shape> shapes = Map.of(form.matrix(), Shape.of(VOCABULARY, WIDTH));
    HeadConfig head = form.config(config, shapes);
    assertFalse(MaskedLanguageModelHead.tied(head));
    List<WeightSpec> specs = form.weights(ENCODER, head);
    assertEquals(2, specs.size());
    Map<String, Tensor> weights = weights(specs);
    Tensor outputs = outputs(form, head, weights);
    for (int i = 0; i < ROWS; i++) {
      double[] expected =
          HeadOracle.linear(weights, "head.decoder.weight", "head.decoder.bias", text(1)[i]);
      close(expected, outputs, (ROWS + i) * VOCABULARY);
    }
    if (form.decoder().ties()) {
      HeadConfig tied = form.config(config("tie_word_embeddings", "true"), shapes);
      List<WeightSpec> fewer = form.weights(ENCODER, tied);
      assertEquals(List.of(), named(fewer, "head.decoder.bias").checkpointNames());
      Tensor other = outputs(form, tied, weights);
      double[] expected =
          HeadOracle.linear(weights, "embeddings.word", "head.decoder.bias", text(1)[0]);
      close(expected, other, ROWS * VOCABULARY);
    }
  }

  @Test
  void theLastRowHasClassesWithoutABias() {
    var form = new LastRowClassifier("Gemma3TextForSequenceClassification");
    HeadConfig head = form.config(config(), Map.of("score.weight", Shape.of(4, WIDTH)));
    assertEquals(4, head.labels());
    List<WeightSpec> specs = form.weights(ENCODER, head);
    assertEquals(List.of(), named(specs, "head.out.bias").checkpointNames());
    Map<String, Tensor> weights = weights(specs);
    Tensor outputs = outputs(form, head, weights);
    double[] last = text(1)[ROWS - 1];
    close(HeadOracle.linear(weights, "head.out.weight", "head.out.bias", last), outputs, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bos", "mean", "late"})
  void aDenseLayerComesBeforeOrAfterTheMean(String pooling) {
    var form = new DenseClassifier("EuroBertForSequenceClassification");
    HeadConfig head = form.config(config("classifier_pooling", pooling), linear("classifier", 3));
    assertEquals(pooling.equals("bos") ? RowRange.FIRST : RowRange.ALL, form.reads(head));
    Map<String, Tensor> weights = weights(form.weights(ENCODER, head));
    Tensor outputs = outputs(form, head, weights);
    double[][] rows = text(1);
    double[][] asked =
        switch (pooling) {
          case "bos" -> new double[][] {rows[0]};
          case "mean" -> new double[][] {HeadOracle.pooled(Pooling.MEAN, rows)};
          default -> rows;
        };
    double[] sum = new double[3];
    for (double[] row : asked) {
      double[] dense = HeadOracle.linear(weights, "head.dense.weight", "head.dense.bias", row);
      double[] active = HeadOracle.map(HeadOracle::gelu, dense);
      double[] out = HeadOracle.linear(weights, "head.out.weight", "head.out.bias", active);
      for (int j = 0; j < 3; j++) {
        sum[j] += out[j] / asked.length;
      }
    }
    close(sum, outputs, 3);
  }

  private static double[] transformed(Map<String, Tensor> weights, double[] row, String name) {
    double[] dense = HeadOracle.linear(weights, "head.dense.weight", "head.dense.bias", row);
    double[] active =
        HeadOracle.map(
            switch (name) {
              case "gelu_new" -> HeadOracle::geluTanh;
              case "silu" -> x -> x / (1 + Math.exp(-x));
              default -> HeadOracle::gelu;
            },
            dense);
    return HeadOracle.layerNorm(weights, "head.norm", active, EPSILON);
  }

  /** MobileBERT's scores are products with the table and, beyond its columns, with a matrix. */
  @Test
  void aBlanksScoresReachBeyondNarrowEmbeddings() {
    int narrow = WIDTH - 2;
    EncoderConfig encoder =
        ENCODER.with(
            ENCODER
                .form()
                .with(new EmbeddingForm(narrow, EmbeddingForm.Steps.PROJECTION_SUM_NORM, true)));
    MaskedLanguageModelHead form = OtherHeads.mobileBert("MobileBertForMaskedLM");
    HeadConfig head =
        form.config(
            config("hidden_act", "gelu"), Map.of("cls.predictions.bias", Shape.of(VOCABULARY)));
    List<WeightSpec> specs = form.weights(encoder, head);
    assertEquals(Shape.of(2, VOCABULARY), named(specs, "head.rest.weight").checkpointShape());
    Map<String, Tensor> weights = weights(specs);
    weights.put("embeddings.word", random(Shape.of(VOCABULARY, narrow), new Random(8)));
    float[] wide = new float[VOCABULARY * WIDTH];
    for (int i = 0; i < VOCABULARY; i++) {
      System.arraycopy(weights.get("embeddings.word").array(), i * narrow, wide, i * WIDTH, narrow);
      System.arraycopy(weights.get("head.rest.weight").array(), i * 2, wide, i * WIDTH + narrow, 2);
    }
    weights.put("both", Tensor.of(Shape.of(VOCABULARY, WIDTH), wide));
    Tensor outputs = outputs(form, encoder, head, weights);
    for (int i = 0; i < ROWS; i++) {
      double[] normed = transformed(weights, text(1)[i], "gelu");
      double[] expected = HeadOracle.linear(weights, "both", "head.decoder.bias", normed);
      close(expected, outputs, (ROWS + i) * VOCABULARY);
    }
  }

  @Test
  void modernBertTransformsRowsFirstAndHasFewBiases() {
    for (HeadForm form : OtherHeads.modernBert("ModernBert")) {
      if (form instanceof RowClassifier tags) {
        HeadConfig head = tags.config(config("classifier_bias", "true"), linear("classifier", 2));
        List<WeightSpec> specs = tags.weights(ENCODER, head);
        assertTrue(named(specs, "head.dense.bias").checkpointNames().contains("head.dense.bias"));
        assertEquals(List.of(), named(specs, "head.norm.bias").checkpointNames());
        Map<String, Tensor> weights = weights(specs);
        Tensor outputs = outputs(tags, head, weights);
        double[] first = transformed(weights, text(0)[2], "gelu");
        double[] expected = HeadOracle.linear(weights, "head.out.weight", "head.out.bias", first);
        close(expected, outputs, 2 * 2);
      }
    }
  }

  private static WeightSpec named(List<WeightSpec> specs, String name) {
    return specs.stream().filter(spec -> spec.name().equals(name)).findFirst().orElseThrow();
  }

  /** The exact names, as the classes of the reference library have them. */
  @Test
  void checkpointsHaveTheseNames() {
    names(
        OtherHeads.clsPredictions("x"),
        "cls.predictions.transform.dense.weight",
        "cls.predictions.transform.LayerNorm.bias",
        "cls.predictions.bias");
    names(
        OtherHeads.lmPredictions("x"),
        "lm_predictions.lm_head.dense.weight",
        "lm_predictions.lm_head.LayerNorm.weight",
        "lm_predictions.lm_head.bias");
    names(
        OtherHeads.lmHead("x"), "lm_head.dense.bias", "lm_head.layer_norm.weight", "lm_head.bias");
    names(
        OtherHeads.vocabulary("x"),
        "vocab_transform.weight",
        "vocab_layer_norm.bias",
        "vocab_projector.bias");
    names(
        OtherHeads.predictions("x"),
        "predictions.dense.weight",
        "predictions.LayerNorm.bias",
        "predictions.bias");
    names(
        OtherHeads.generator("x"),
        "generator_predictions.dense.weight",
        "generator_predictions.LayerNorm.bias",
        "generator_lm_head.bias");
  }

  private static void names(MaskedLanguageModelHead form, String... expected) {
    HeadConfig head = form.config(config(), Map.of(form.bias().getFirst(), Shape.of(VOCABULARY)));
    List<String> names =
        form.weights(ENCODER, head).stream()
            .flatMap(spec -> spec.checkpointNames().stream())
            .toList();
    assertTrue(names.containsAll(List.of(expected)), names.toString());
  }

  @Test
  void aTiedTableGetsNoGradient() {
    MaskedLanguageModelHead form = OtherHeads.clsPredictions("BertForMaskedLM");
    HeadConfig head = form.config(config(), Map.of("cls.predictions.bias", Shape.of(VOCABULARY)));
    Map<String, Tensor> weights = weights(form.weights(ENCODER, head));
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(Tensor.of(rows().shape(), rows().toArray()));
    Variable sum = Ops.sum(form.head(ENCODER, head, constants(weights)).outputs(x));
    assertEquals(x.shape(), tape.backward(sum).of(x).shape());
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void rowsArePooled(Pooling pooling) {
    var form = new SentenceEmbedding("BertModel");
    var values =
        config(
            "modules.0.type",
            "sentence_transformers.models.Transformer",
            "modules.1.type",
            "sentence_transformers.models.Pooling",
            "modules.1.config.word_embedding_dimension",
            "" + WIDTH,
            "modules.1.config." + pooling.key(),
            "true",
            "modules.2.type",
            "sentence_transformers.models.Normalize");
    HeadConfig head = form.config(values, Map.of());
    assertEquals(pooling == Pooling.CLS ? RowRange.FIRST : RowRange.ALL, form.reads(head));
    Tensor outputs = outputs(form, head, weights(form.weights(ENCODER, head)));
    assertEquals(Shape.of(2, WIDTH), outputs.shape());
    for (int b = 0; b < 2; b++) {
      close(HeadOracle.normalized(HeadOracle.pooled(pooling, text(b))), outputs, b * WIDTH);
    }
  }

  /** As with an attention mask that is 0 there; the first row stays the first. */
  @ParameterizedTest
  @EnumSource(Pooling.class)
  void aPromptsRowsAreLeftOut(Pooling pooling) {
    var form = new SentenceEmbedding("BertModel");
    var values =
        config(
            "modules.0.type",
            "sentence_transformers.models.Transformer",
            "modules.1.type",
            "sentence_transformers.models.Pooling",
            "modules.1.config.word_embedding_dimension",
            "" + WIDTH,
            "modules.1.config." + pooling.key(),
            "true",
            "modules.1.config.include_prompt",
            "false");
    HeadConfig head = form.config(values, Map.of());
    assertFalse(SentenceEmbedding.poolsPrompt(HeadConfig.fromMap(head.toMap())));
    var tape = new Tape(ComputeContext.sequential());
    Tensor outputs =
        form.head(ENCODER, head, constants(Map.of())).outputs(tape.constant(rows()), 2).value();
    for (int b = 0; b < 2; b++) {
      double[][] rows = text(b);
      double[] expected = HeadOracle.pooled(pooling, Arrays.copyOfRange(rows, 2, ROWS));
      if (pooling == Pooling.CLS) {
        expected = rows[0];
      } else if (pooling == Pooling.WEIGHTEDMEAN) {
        for (int j = 0; j < WIDTH; j++) {
          expected[j] = (3 * rows[2][j] + 4 * rows[3][j] + 5 * rows[4][j]) / 12;
        }
      }
      close(expected, outputs, b * WIDTH);
    }
  }

  @Test
  void severalPoolingsStandSideBySideAndGoThroughLayers() {
    var form = new SentenceEmbedding("BertModel");
    var values =
        config(
            "modules.0.type", "sentence_transformers.models.Transformer",
            "modules.0.config.max_seq_length", "9",
            "modules.1.type", "sentence_transformers.models.Pooling",
            "modules.1.config.word_embedding_dimension", "" + WIDTH,
            "modules.1.config.pooling_mode_mean_tokens", "true",
            "modules.1.config.pooling_mode_cls_token", "true",
            "modules.2.type", "sentence_transformers.models.Dense",
            "modules.2.config.in_features", "" + 2 * WIDTH,
            "modules.2.config.out_features", "6",
            "modules.2.config.bias", "true",
            "modules.2.config.activation_function", "torch.nn.modules.activation.Tanh",
            "modules.3.type", "sentence_transformers.models.LayerNorm");
    HeadConfig head = form.config(values, Map.of());
    assertEquals(6, head.labels());
    assertEquals("cls+mean", SentenceEmbedding.pooling(head));
    assertEquals(9, SentenceEmbedding.maxLength(head));
    assertEquals(head, HeadConfig.fromMap(head.toMap()));
    Map<String, Tensor> weights = weights(form.weights(ENCODER, head));
    Tensor outputs = outputs(form, head, weights);
    for (int b = 0; b < 2; b++) {
      double[] both = new double[2 * WIDTH];
      System.arraycopy(HeadOracle.pooled(Pooling.CLS, text(b)), 0, both, 0, WIDTH);
      System.arraycopy(HeadOracle.pooled(Pooling.MEAN, text(b)), 0, both, WIDTH, WIDTH);
      double[] dense = HeadOracle.linear(weights, "head.stage2.weight", "head.stage2.bias", both);
      double[] tanh = HeadOracle.map(Math::tanh, dense);
      close(HeadOracle.layerNorm(weights, "head.stage3", tanh, 1e-5), outputs, b * 6);
    }
  }

  @Test
  void aBareEncoderIsAveragedAndSaysSo() {
    var form = new SentenceEmbedding("BertModel");
    HeadConfig head = form.config(config("hidden_size", "" + WIDTH), Map.of());
    assertTrue(SentenceEmbedding.isAssumed(head));
    Tensor outputs = outputs(form, head, Map.of());
    close(HeadOracle.pooled(Pooling.MEAN, text(1)), outputs, WIDTH);
  }

  @Test
  void theCosineIsThatOfTheVectors() {
    double[] a = text(0)[0];
    double[] b = text(1)[3];
    var tape = new Tape(ComputeContext.sequential());
    float[] both = new float[2 * WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      both[i] = (float) a[i];
      both[WIDTH + i] = (float) b[i];
    }
    Variable x = tape.constant(Tensor.of(Shape.of(2, WIDTH), both));
    Variable cosine = Cosine.of(Ops.slice(x, 0, 0, 1), Ops.slice(x, 0, 1, 2));
    double expected = HeadOracle.dot(a, b) / Math.sqrt(HeadOracle.dot(a, a) * HeadOracle.dot(b, b));
    assertEquals(expected, cosine.value().getFlat(0), 1e-6);
    Variable zero = Ops.scale(Ops.slice(x, 0, 0, 1), 0f);
    assertEquals(0, Cosine.of(zero, Ops.slice(x, 0, 1, 2)).value().getFlat(0), 0);
  }

  @Test
  void modulesThatAreNotSupportedAreRefusedByName() {
    refused(
        "\"sentence_transformers.models.CNN\"",
        "modules.1.type",
        "sentence_transformers.models.CNN");
    refused("names no Pooling", "modules.1.type", "sentence_transformers.models.Dropout");
    refused("before Pooling", "modules.1.type", "sentence_transformers.models.Normalize");
    refused(
        "pooling mode \"median\"",
        "modules.1.type",
        "sentence_transformers.models.Pooling",
        "modules.1.config.pooling_mode",
        "median");
    refused(
        "do_lower_case\" is \"perhaps\"",
        "modules.0.config.do_lower_case",
        "perhaps",
        "modules.1.type",
        "sentence_transformers.models.Pooling");
    refused(
        "is \"query\", which is not one of the prompts (document)",
        "prompts.default_prompt_name",
        "query",
        "prompts.prompts.document",
        "passage: ",
        "modules.1.type",
        "sentence_transformers.models.Pooling",
        "modules.1.config.word_embedding_dimension",
        "12");
    refused(
        "of length 5, but gets some of length 12",
        "modules.1.type",
        "sentence_transformers.models.Pooling",
        "modules.1.config.word_embedding_dimension",
        "12",
        "modules.2.type",
        "sentence_transformers.models.Dense",
        "modules.2.config.in_features",
        "5",
        "modules.2.config.out_features",
        "5");
  }

  private static void refused(String word, String... entries) {
    var all =
        new ArrayList<>(List.of("modules.0.type", "sentence_transformers.models.Transformer"));
    all.addAll(List.of(entries));
    var form = new SentenceEmbedding("BertModel");
    var refused =
        assertThrows(
            UnsupportedModelException.class,
            () -> form.config(config(all.toArray(String[]::new)), Map.of()));
    assertTrue(refused.getMessage().contains(word), refused.getMessage());
  }

  @Test
  void theProblemTypeSaysWhatOutputsMean() {
    assertEquals(ProblemType.REGRESSION, ProblemType.of(config(), 1));
    assertEquals(ProblemType.SINGLE_LABEL, ProblemType.of(config(), 2));
    assertEquals(
        ProblemType.MULTI_LABEL,
        ProblemType.of(config("problem_type", "multi_label_classification"), 1));
    assertEquals(ProblemType.REGRESSION, ProblemType.of(config("problem_type", "regression"), 4));
    assertThrows(
        UnsupportedModelException.class,
        () -> ProblemType.of(config("problem_type", "ranking"), 4));
    assertEquals(List.of(), Link.IDENTITY.probabilities(List.of(1.0, 2.0)));
    List<Double> sigmoids = Link.SIGMOID.probabilities(List.of(0.0, 2.0));
    assertEquals(0.5, sigmoids.get(0), 1e-15);
    assertEquals(1 / (1 + Math.exp(-2)), sigmoids.get(1), 1e-15);
    assertEquals(
        ProblemType.SINGLE_LABEL,
        ProblemType.of(new HeadConfig(Task.SEQUENCE_CLASSIFICATION, 2)),
        "older files do not say");
  }

  /** Tasks for which the reference library, or a model's own code, has no class. */
  private static Set<Task> withoutClass(String family) {
    return switch (family) {
      case "lstm", "gru" ->
          Set.of(Task.MASKED_LM, Task.QUESTION_ANSWERING, Task.SENTENCE_EMBEDDING);
      case "t5", "mt5", "umt5" ->
          Set.of(Task.SEQUENCE_CLASSIFICATION, Task.MASKED_LM, Task.QUESTION_ANSWERING);
      case "nomic_bert", "eurobert", "esm", "gte" -> Set.of(Task.QUESTION_ANSWERING);
      case "neobert" -> Set.of(Task.QUESTION_ANSWERING, Task.TOKEN_CLASSIFICATION);
      case "gemma3_text" ->
          Set.of(Task.QUESTION_ANSWERING, Task.TOKEN_CLASSIFICATION, Task.MASKED_LM);
      default -> Set.of();
    };
  }

  /** Under class names that begin as the family's own. */
  @Test
  void everyFamilyHasEveryTaskThatThereIsAClassFor() {
    for (EncoderFamily family : EncoderFamilies.all()) {
      for (Task task : Task.values()) {
        if (task == Task.ENTITY_RECOGNITION) {
          continue; // one class for all families
        }
        boolean there = family.heads().stream().anyMatch(form -> form.task() == task);
        assertEquals(!withoutClass(family.name()).contains(task), there, family.name() + task);
        if (there) {
          HeadForm form = EncoderFamilies.head(family, task);
          ConfigValues named = config("architectures.0", form.architecture());
          assertEquals(form, EncoderFamilies.head(family, named, Set.of()));
        }
      }
    }
  }
}
