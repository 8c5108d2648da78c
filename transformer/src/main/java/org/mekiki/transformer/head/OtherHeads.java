package org.mekiki.transformer.head;

import java.util.List;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.head.MaskedLanguageModelHead.Decoder;

/** The heads beside sequence classification that several families have alike. */
public final class OtherHeads {
  private static final String CLS = "cls.predictions.";
  private static final String LM_HEAD = "lm_head.";
  private static final String HIDDEN_ACT = "hidden_act";

  private OtherHeads() {}

  /**
   * Tags, answers and sentence embeddings.
   *
   * @param name that class names begin with: {@code Bert} of {@code BertForTokenClassification}
   * @return the three heads, in this order
   */
  public static List<HeadForm> plain(String name) {
    return List.of(
        RowClassifier.tags(name + "ForTokenClassification"),
        RowClassifier.answers(name + "ForQuestionAnswering"),
        new SentenceEmbedding(name + "Model"));
  }

  /**
   * {@return BERT's classifier: the encoder's pooler on the first row, and a layer}
   *
   * @param architecture class name
   * @param prefixes of the encoder's weights, among which the pooler's stand
   */
  public static FirstRowClassifier pooled(String architecture, List<String> prefixes) {
    return new FirstRowClassifier(
        architecture, prefixes, "pooler.dense", Activation.TANH, "classifier");
  }

  /**
   * {@return BERT's head of a masked language model: {@code cls.predictions}}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead clsPredictions(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(
            List.of(CLS + "transform."), "dense", "LayerNorm", Activation.GELU, HIDDEN_ACT),
        CLS + "decoder",
        List.of(CLS + "bias", CLS + "decoder.bias"));
  }

  /**
   * {@return MobileBERT's head of a masked language model: BERT's, but as wide as the layers}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead mobileBert(String architecture) {
    MaskedLanguageModelHead narrow = clsPredictions(architecture);
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(
            List.of(CLS + "transform."), "dense", "LayerNorm", Activation.RELU, HIDDEN_ACT),
        narrow.decoder().withRest(CLS + "dense.weight"));
  }

  /**
   * {@return DeBERTa's head: BERT's, or under the names of the original models, {@code
   * lm_predictions}}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead lmPredictions(String architecture) {
    String original = "lm_predictions.lm_head.";
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(
            List.of(CLS + "transform.", original),
            "dense",
            "LayerNorm",
            Activation.GELU,
            HIDDEN_ACT),
        CLS + "decoder",
        List.of(CLS + "bias", CLS + "decoder.bias", original + "bias"));
  }

  /**
   * {@return RoBERTa's head of a masked language model: {@code lm_head}, whose activation is always
   * GELU}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead lmHead(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.always("lm_head.", "dense", "layer_norm", Activation.GELU),
        "lm_head.decoder",
        List.of("lm_head.bias", "lm_head.decoder.bias"));
  }

  /**
   * {@return RemBERT's head of a masked language model, whose decoder has a width of its own}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead wideDecoder(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(List.of(CLS), "dense", "LayerNorm", Activation.GELU, HIDDEN_ACT),
        new Decoder(CLS + "decoder", List.of(CLS + "decoder.bias"))
            .withWidth("output_embedding_size", 1664));
  }

  /**
   * {@return the head of Nomic's BERT: BERT's with another name of the norm, and in older models
   * without biases of its linear layers}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead nomic(String architecture) {
    String biases = "mlp_fc1_bias";
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.mayLackBias(
            CLS + "transform.", "dense", "layer_norm", Activation.SILU, HIDDEN_ACT, biases),
        new Decoder(CLS + "decoder", List.of(CLS + "bias", CLS + "decoder.bias"))
            .withBias(biases, true));
  }

  /**
   * {@return GTE's head: RoBERTa's with another name of the norm, and no bias beside the decoder's}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead gte(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(List.of(LM_HEAD), "dense", "norm", Activation.GELU, HIDDEN_ACT),
        new Decoder(LM_HEAD + "decoder", List.of(LM_HEAD + "decoder.bias")));
  }

  /**
   * {@return EuroBERT's head, a linear layer that has a bias where the encoder's feed-forward
   * blocks have one}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead linear(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        null,
        new Decoder("lm_head", List.of("lm_head.bias"))
            .withBias("mlp_bias", false)
            .untiedByDefault());
  }

  /**
   * {@return NeoBERT's head, a linear layer of its own}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead neoBert(String architecture) {
    return new MaskedLanguageModelHead(
        architecture, null, new Decoder("decoder", List.of("decoder.bias")).untied());
  }

  /**
   * {@return DistilBERT's head of a masked language model: {@code vocab_transform} and {@code
   * vocab_projector}}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead vocabulary(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(
            List.of("vocab_"), "transform", "layer_norm", Activation.GELU, "activation"),
        "vocab_projector",
        List.of("vocab_projector.bias"));
  }

  /**
   * {@return ALBERT's head of a masked language model: {@code predictions}, as wide as the
   * embeddings}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead predictions(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(
            List.of("predictions."), "dense", "LayerNorm", Activation.GELU_NEW, HIDDEN_ACT),
        "predictions.decoder",
        List.of("predictions.bias", "predictions.decoder.bias"));
  }

  /**
   * {@return the head of ELECTRA's generator, whose activation is always GELU}
   *
   * @param architecture class name
   */
  public static MaskedLanguageModelHead generator(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.always("generator_predictions.", "dense", "LayerNorm", Activation.GELU),
        "generator_lm_head",
        List.of("generator_lm_head.bias"));
  }

  /**
   * ModernBERT's heads, which all do the same to rows first.
   *
   * @param name that class names begin with
   * @return the heads for blanks, tags, answers and sentence embeddings
   */
  public static List<HeadForm> modernBert(String name) {
    RowTransform first = RowTransform.modernBert();
    return List.of(
        new MaskedLanguageModelHead(
            name + "ForMaskedLM", first, "decoder", List.of("decoder.bias")),
        new RowClassifier(
            name + "ForTokenClassification", Task.TOKEN_CLASSIFICATION, first, "classifier"),
        new RowClassifier(
            name + "ForQuestionAnswering", Task.QUESTION_ANSWERING, first, "classifier"),
        new SentenceEmbedding(name + "Model"));
  }
}
