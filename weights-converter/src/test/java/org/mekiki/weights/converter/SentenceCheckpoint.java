package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A directory as sentence-transformers lays it out, around a tiny BERT. */
final class SentenceCheckpoint {
  private static final int HIDDEN = 4;

  private SentenceCheckpoint() {}

  /**
   * Writes an encoder, a pooling, a linear layer to 3 numbers and a normalisation.
   *
   * @param encoder the encoder's folder, perhaps empty
   * @param pooling settings of the pooling
   * @param pooled numbers that come out of it
   */
  static void write(Path directory, String encoder, String pooling, int pooled) throws IOException {
    TinyCheckpoint.bert()
        .config("architectures", "[\"BertForMaskedLM\"]")
        .without("classifier.weight")
        .without("classifier.bias")
        .writeTo(directory.resolve(encoder));
    Files.writeString(
        directory.resolve(encoder).resolve("sentence_bert_config.json"),
        "{\"max_seq_length\":6,\"do_lower_case\":false}");
    Files.writeString(
        directory.resolve("modules.json"),
        """
        [{"idx":0,"name":"0","path":"%s","type":"sentence_transformers.models.Transformer"},
         {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
         {"idx":2,"name":"2","path":"2_Dense","type":"sentence_transformers.models.Dense"},
         {"idx":3,"name":"3","path":"3_Normalize","type":"sentence_transformers.models.Normalize"}]
        """
            .formatted(encoder));
    Path poolingFolder = Files.createDirectories(directory.resolve("1_Pooling"));
    Files.writeString(
        poolingFolder.resolve("config.json"),
        "{\"word_embedding_dimension\":" + HIDDEN + "," + pooling + "}");
    Path dense = Files.createDirectories(directory.resolve("2_Dense"));
    Files.writeString(
        dense.resolve("config.json"),
        "{\"in_features\":%d,\"out_features\":3,\"bias\":true,\"activation_function\":\"torch.nn.modules.activation.Tanh\"}"
            .formatted(pooled));
    TinyCheckpoint weights = TinyCheckpoint.bert().linear("linear", pooled, 3);
    var own =
        Map.of(
            "linear.weight", weights.tensors().get("linear.weight"),
            "linear.bias", weights.tensors().get("linear.bias"));
    Files.write(dense.resolve("model.safetensors"), TinyCheckpoint.safetensors(own));
  }
}
