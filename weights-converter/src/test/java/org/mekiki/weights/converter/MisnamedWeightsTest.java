package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void anUnknownPrefixIsNamedInsteadOfAllThatIsMissing() throws IOException {
    String message = refused(TinyCheckpoint.bert().renamed(name -> "student." + name));
    assertTrue(
        message.endsWith(
            "the checkpoint has no \"classifier.weight\" but \"student.classifier.weight\": take"
                + " \"student.\" away from the names of its tensors"),
        message);
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
