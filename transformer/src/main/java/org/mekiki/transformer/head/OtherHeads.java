package org.mekiki.transformer.head;

import java.util.List;
import org.mekiki.transformer.encoder.Activation;

/** The heads beside sequence classification that several families have alike. */
public final class OtherHeads {
  private static final String CLS = "cls.predictions.";
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
        narrow.decoder(),
        narrow.bias(),
        null,
        CLS + "dense.weight");
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
        CLS + "decoder",
        List.of(CLS + "decoder.bias"),
        new MaskedLanguageModelHead.OwnWidth("output_embedding_size", 1664),
        null);
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
