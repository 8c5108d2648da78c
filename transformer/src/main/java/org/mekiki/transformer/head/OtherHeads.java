package org.mekiki.transformer.head;

import java.util.List;
import org.mekiki.transformer.encoder.Activation;

/** The heads beside sequence classification that several families have alike. */
public final class OtherHeads {
  private OtherHeads() {}

  /**
   * Tags, answers and sentence embeddings.
   *
   * @param name that class names begin with: {@code Bert} of {@code BertForTokenClassification}
   */
  public static List<HeadForm> plain(String name) {
    return List.of(
        RowClassifier.tags(name + "ForTokenClassification"),
        RowClassifier.answers(name + "ForQuestionAnswering"),
        new SentenceEmbedding(name + "Model"));
  }

  /** BERT's masked language model: {@code cls.predictions}. */
  public static MaskedLanguageModelHead clsPredictions(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured(
            "cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm", "hidden_act"),
        "cls.predictions.decoder",
        List.of("cls.predictions.bias", "cls.predictions.decoder.bias"));
  }

  /** RoBERTa's masked language model: {@code lm_head}, whose activation is always GELU. */
  public static MaskedLanguageModelHead lmHead(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.always("lm_head.dense", "lm_head.layer_norm", Activation.GELU),
        "lm_head.decoder",
        List.of("lm_head.bias", "lm_head.decoder.bias"));
  }

  /** DistilBERT's masked language model: {@code vocab_transform} and {@code vocab_projector}. */
  public static MaskedLanguageModelHead vocabulary(String architecture) {
    return new MaskedLanguageModelHead(
        architecture,
        RowTransform.configured("vocab_transform", "vocab_layer_norm", "activation"),
        "vocab_projector",
        List.of("vocab_projector.bias"));
  }
}
