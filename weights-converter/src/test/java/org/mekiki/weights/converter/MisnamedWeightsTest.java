package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.weights.converter.file.ConversionException;

/** Weights with other names than the configuration makes one expect. */
final class MisnamedWeightsTest {
  @TempDir private Path folder;

  private String refused(TinyCheckpoint checkpoint) throws IOException {
    checkpoint.writeTo(folder);
    String message =
        assertThrows(
                ConversionException.class,
                () -> Converter.convert(folder, folder.resolve("m.mekiki"), Optional.empty()))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private byte[] converted(TinyCheckpoint checkpoint) throws IOException {
    Path target = folder.resolve("m.mekiki");
    Converter.convert(checkpoint.writeTo(folder), target, Optional.empty());
    return Files.readAllBytes(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "student.",
        "base_model.model.",
        "module.base_model.model.model.",
        "_forward_module.module.",
        "_fsdp_wrapped_module.",
        "net.encoder."
      })
  void aPrefixOfAllNamesIsTakenAway(String prefix) throws IOException {
    byte[] expected = converted(TinyCheckpoint.bert());
    assertArrayEquals(
        expected, converted(TinyCheckpoint.bert().renamed(name -> prefix + name)), prefix);
    assertArrayEquals(
        expected,
        converted(
            TinyCheckpoint.bert().renamed(name -> prefix + name.replaceFirst("^bert\\.", ""))),
        prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"student.", "model.", "base_model.model."})
  void aStrayTensorBesideAPrefixIsNamed(String prefix) throws IOException {
    String message =
        refused(
            TinyCheckpoint.bert()
                .renamed(name -> prefix + name)
                .with("loss.weight", "F32", new int[] {3}, 1, 2, 3));
    assertTrue(
        message.endsWith(
            "the names of all tensors begin with \"%s\", except \"loss.weight\"; save the weights"
                    .formatted(prefix)
                + " without it, and what begins all others is taken away"),
        message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_model.model.classifier.modules_to_save.default.weight",
        "base_model.model.bert.encoder.layer.0.attention.self.query.lora_A.default.weight",
        "base_model.model.bert.encoder.layer.0.attention.self.query.base_layer.weight"
      })
  void aModelThatWasSavedWithItsAdapterIsTold(String name) throws IOException {
    String message =
        refused(
            TinyCheckpoint.bert()
                .renamed(own -> "base_model.model." + own)
                .with(name, "F32", new int[] {1}, 1));
    assertTrue(message.contains("is of a PEFT model that was saved whole"), message);
    assertTrue(message.contains("merge_and_unload"), message);
  }

  @Test
  void anotherPrefixThanTheFamilysIsNamed() throws IOException {
    String message =
        refused(
            TinyCheckpoint.bert().renamed(name -> name.replaceFirst("^bert\\.", "transformer.")));
    assertTrue(
        message.contains(
            "tensors begin with \"transformer.\" where \"bert.\" is expected; rename them"),
        message);
    message =
        refused(TinyCheckpoint.bert().renamed(name -> name.replaceFirst("^bert", "net.bert")));
    assertTrue(message.contains("begin with \"net.\"; take that away"), message);
  }

  @Test
  void someMissingTensorsAreStillNamedOneByOne() throws IOException {
    String message =
        refused(
            TinyCheckpoint.bert()
                .renamed(name -> name.startsWith("bert.encoder.layer.1.") ? null : name));
    assertTrue(message.contains("\"bert.encoder.layer.1.attention"), message);
    assertTrue(message.contains(" is missing"), message);
    assertFalse(message.contains("begin with"), message);
  }

  @Test
  void aMaskedLanguageModelsConfigurationOverAClassifierSaysWhatTheWeightsAre() throws IOException {
    String message =
        refused(TinyCheckpoint.bert().config("architectures", "[\"BertForMaskedLM\"]"));
    assertTrue(message.contains("it is not a masked language model"), message);
    assertTrue(message.contains("the weights are those of BertForSequenceClassification"), message);
    assertTrue(message.contains("convert --task sequence-classification"), message);
    message =
        refused(TinyCheckpoint.bert().config("architectures", "[\"BertForQuestionAnswering\"]"));
    assertTrue(message.contains("it is not a model for question answering"), message);
    assertTrue(message.contains("the weights are those of BertForSequenceClassification"), message);
  }

  @Test
  void anEncoderAloneUnderAClassifiersNameGuessesNothing() throws IOException {
    String message =
        refused(TinyCheckpoint.bert().renamed(name -> name.startsWith("classifier") ? null : name));
    assertTrue(
        message.endsWith(
            "the checkpoint has no \"classifier.weight\": it is not a sequence classifier"),
        message);
  }
}
