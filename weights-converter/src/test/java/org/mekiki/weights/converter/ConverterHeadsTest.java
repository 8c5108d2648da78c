package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.MaskedLanguageModel;
import org.mekiki.transformer.QuestionAnswerer;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.head.Task;

/** Checkpoints of every task, and directories of sentence-transformers. */
final class ConverterHeadsTest {
  private static final int HIDDEN = 4;
  @TempDir private Path folder;
  private int count;

  private Path written(TinyCheckpoint checkpoint) throws IOException {
    return checkpoint.writeTo(folder.resolve("checkpoint" + count++));
  }

  /** Of the directory in memory; a file made of it must be the same model. */
  private TaskModel model(Path directory) throws IOException {
    Path target = folder.resolve("model" + count++ + ".mekiki");
    Converter.convert(directory, target, Optional.empty());
    try (ModelFile file = ModelFile.open(target);
        ModelFile memory = Converter.inMemory(directory)) {
      assertEquals(file.sha256(), memory.sha256());
      return TaskModel.of(file, ComputeContext.sequential());
    }
  }

  /** The model of a checkpoint, and what the user was told. */
  private TaskModel noted(TinyCheckpoint checkpoint, Optional<Task> task, List<String> notes)
      throws IOException {
    return noted(written(checkpoint), task, notes);
  }

  private TaskModel noted(Path directory, Optional<Task> task, List<String> notes)
      throws IOException {
    Path target = folder.resolve("noted" + count++ + ".mekiki");
    Converter.convert(directory, target, Optional.empty(), task, notes::add);
    return TaskModel.load(target, ComputeContext.sequential());
  }

  private void refused(Path directory, String word) {
    var refused = assertThrows(IOException.class, () -> Converter.inMemory(directory));
    assertTrue(refused.getMessage().contains(word), refused.getMessage());
  }

  private static TinyCheckpoint headless(String architecture) {
    return TinyCheckpoint.bert()
        .config("architectures", "[\"" + architecture + "\"]")
        .without("classifier.weight")
        .without("classifier.bias");
  }

  private static TinyCheckpoint masked() {
    return headless("BertForMaskedLM")
        .linear("cls.predictions.transform.dense", HIDDEN, HIDDEN)
        .norm("cls.predictions.transform.LayerNorm")
        .random("cls.predictions.bias", TinyCheckpoint.VOCABULARY.size());
  }

  @Test
  void weightsTellWhatTheConfigurationDoesNot() throws IOException {
    var notes = new ArrayList<String>();
    TinyCheckpoint classifier = TinyCheckpoint.bert().config("architectures", null);
    assertEquals(Task.SEQUENCE_CLASSIFICATION, noted(classifier, Optional.empty(), notes).task());
    assertEquals(1, notes.size());
    assertTrue(notes.getFirst().contains("BertForSequenceClassification"), notes.getFirst());
    TinyCheckpoint tagger =
        classifier.config("id2label", "{\"0\":\"O\",\"1\":\"B-X\",\"2\":\"I-X\"}");
    assertEquals(Task.TOKEN_CLASSIFICATION, noted(tagger, Optional.empty(), notes).task());
    TinyCheckpoint bare = headless("BertModel").config("architectures", null);
    assertEquals(Task.SENTENCE_EMBEDDING, noted(bare, Optional.empty(), notes).task());
    TinyCheckpoint blanks = masked().config("architectures", null);
    assertEquals(Task.MASKED_LM, noted(blanks, Optional.empty(), notes).task());
    assertEquals(Task.MASKED_LM, model(written(blanks)).task(), "without a file too");
    TinyCheckpoint answerer =
        masked().config("architectures", null).linear("qa_outputs", HIDDEN, 2);
    assertEquals(Task.QUESTION_ANSWERING, noted(answerer, Optional.empty(), notes).task());
    assertEquals(5, notes.size());
  }

  @Test
  void whatTheWeightsDoNotTellIsRefusedWithTheChoices() throws IOException {
    TinyCheckpoint both =
        TinyCheckpoint.bert().config("architectures", null).linear("qa_outputs", HIDDEN, 2);
    refused(written(both), "BertForSequenceClassification, BertForQuestionAnswering");
    refused(written(both), "--task");
    TinyCheckpoint other =
        headless("BertModel").config("architectures", null).linear("head.own", HIDDEN, 2);
    refused(written(other), "\"head.own.weight\"");
    refused(written(other), "sequence-classification, token-classification, masked-lm");
  }

  @Test
  void theUserSaysWhatAModelIsFor() throws IOException {
    var notes = new ArrayList<String>();
    TinyCheckpoint own = TinyCheckpoint.bert().config("architectures", "[\"OwnClassifier\"]");
    refused(written(own), "\"OwnClassifier\"");
    refused(written(own), "--task");
    for (Task task :
        List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.SENTENCE_EMBEDDING)) {
      assertEquals(task, noted(own, Optional.of(task), notes).task());
    }
    assertEquals(List.of(), notes);
    Path directory = written(own);
    var refused =
        assertThrows(IOException.class, () -> noted(directory, Optional.of(Task.MASKED_LM), notes));
    assertTrue(refused.getMessage().contains("masked language model"), refused.getMessage());
  }

  @Test
  void theUserIsToldOfKeysThatNobodyKnows() throws IOException {
    var notes = new ArrayList<String>();
    TinyCheckpoint plain =
        TinyCheckpoint.bert()
            .config("transformers_version", "\"4.40.0\"")
            .config("hidden_dropout_prob", 0.1)
            .config("team", null)
            .config("transformers.js_config", "{\"dtype\":\"q8\"}")
            .config("empty", "{\"all\":{}}")
            .config("nothing", "null");
    noted(plain, Optional.empty(), notes);
    assertEquals(List.of(), notes);
    noted(
        plain.config("team", "\"x\"").config("conv_kernel_size", 3).config("own", "[{\"a\":1}]"),
        Optional.empty(),
        notes);
    assertEquals(1, notes.size());
    assertTrue(notes.getFirst().endsWith(": conv_kernel_size, own, team"), notes.getFirst());
    assertTrue(notes.getFirst().contains("no bert model"), notes.getFirst());
  }

  @Test
  void theUserIsToldOfAnotherSimilarity() throws IOException {
    var notes = new ArrayList<String>();
    Path directory = sentenceTransformers("", "\"pooling_mode\":\"mean\"");
    Path settings = directory.resolve("config_sentence_transformers.json");
    Files.writeString(settings, "{\"similarity_fn_name\":\"cosine\"}");
    noted(directory, Optional.empty(), notes);
    assertEquals(List.of(), notes);
    Files.writeString(settings, "{\"similarity_fn_name\":\"dot\"}");
    noted(directory, Optional.empty(), notes);
    assertTrue(notes.getFirst().contains("\"dot\""), notes.getFirst());
  }

  @Test
  void tagsHaveTheirNames() throws IOException {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.bert().config("architectures", "[\"BertForTokenClassification\"]");
    var tagger = (TokenClassifier) model(written(checkpoint));
    assertEquals(List.of("bad", "so so", "good"), tagger.labels());
    EncodedText text = tagger.encode("fine films!", null, 0);
    assertEquals(text.size(), tagger.predict(text).size());
    refused(written(headless("BertForTokenClassification")), "\"classifier.weight\"");
  }

  @Test
  void aTiedDecoderNeedNotBeInTheFile() throws IOException {
    var model = (MaskedLanguageModel) model(written(masked()));
    EncodedText text = model.encode("a [MASK] film", null, 0);
    List<Double> tied = model.predict(text).getFirst().logits();
    assertEquals(TinyCheckpoint.VOCABULARY.size(), tied.size());
    // A copy of the table, and the older name of the bias, change nothing.
    TinyCheckpoint.Stored table = masked().tensors().get("bert.embeddings.word_embeddings.weight");
    TinyCheckpoint more =
        masked()
            .with("cls.predictions.decoder.weight", "F32", table.shape(), table.values())
            .random("cls.seq_relationship.weight", 2, HIDDEN)
            .random("cls.seq_relationship.bias", 2);
    var copied = (MaskedLanguageModel) model(written(more));
    assertEquals(tied, copied.predict(text).getFirst().logits());
    TinyCheckpoint renamed =
        masked().renamed("cls.predictions.bias", "cls.predictions.decoder.bias");
    assertEquals(
        tied, ((MaskedLanguageModel) model(written(renamed))).predict(text).getFirst().logits());
  }

  @Test
  void anUntiedDecoderIsNeeded() throws IOException {
    refused(
        written(masked().config("tie_word_embeddings", false)), "cls.predictions.decoder.weight");
    TinyCheckpoint untied =
        masked()
            .config("tie_word_embeddings", false)
            .random("cls.predictions.decoder.weight", TinyCheckpoint.VOCABULARY.size(), HIDDEN);
    var model = (MaskedLanguageModel) model(written(untied));
    EncodedText text = model.encode("a [MASK] film", null, 0);
    var tied = (MaskedLanguageModel) model(written(masked()));
    assertFalse(
        tied.predict(text).getFirst().logits().equals(model.predict(text).getFirst().logits()));
  }

  @Test
  void anAnswererReadsAQuestionAndAPassage() throws IOException {
    TinyCheckpoint checkpoint =
        headless("BertForQuestionAnswering").linear("qa_outputs", HIDDEN, 2);
    var model = (QuestionAnswerer) model(written(checkpoint));
    EncodedText text = model.encode("fine", "a film!", 0);
    assertEquals(1, model.predict(text).best(1, 15).size());
    EncodedText cut = model.encode("fine", "a film! a film! a film! a film!", 8);
    assertEquals(8, cut.size());
    assertEquals("fine", cut.surface(cut.tokens().get(1)), "the question is kept whole");
    refused(
        written(headless("BertForQuestionAnswering").linear("qa_outputs", HIDDEN, 3)),
        "a start and an end");
  }

  @Test
  void theProblemTypeIsKept() throws IOException {
    for (ProblemType type : ProblemType.values()) {
      TinyCheckpoint checkpoint =
          TinyCheckpoint.bert().config("problem_type", "\"" + type.label() + "\"");
      assertEquals(type, ((Classifier) model(written(checkpoint))).problem());
    }
    TinyCheckpoint one =
        headless("BertForSequenceClassification")
            .config("id2label", null)
            .linear("classifier", HIDDEN, 1);
    var regression = (Classifier) model(written(one));
    assertEquals(ProblemType.REGRESSION, regression.problem());
    EncodedText text = regression.encode("fine", null, 0);
    assertEquals(List.of(), regression.predict(text).probabilities());
    refused(
        written(TinyCheckpoint.bert().config("problem_type", "\"ranking\"")), "\"problem_type\"");
  }

  @Test
  void aBareEncoderMakesVectors() throws IOException {
    TinyCheckpoint bare = headless("BertModel").renamed("bert.", "");
    var model = (SentenceEncoder) model(written(bare));
    assertTrue(model.isPoolingAssumed());
    assertEquals(HIDDEN, model.embed("fine films!").length);
  }

  private static double squares(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return sum;
  }

  private Path sentenceTransformers(String encoder, String pooling) throws IOException {
    Path directory = folder.resolve("sentences" + count++);
    SentenceCheckpoint.write(directory, encoder, pooling, HIDDEN);
    return directory;
  }

  @Test
  void aDirectoryOfSentenceTransformersSaysHowVectorsAreMade() throws IOException {
    for (String encoder : List.of("", "0_Transformer")) {
      Path directory = sentenceTransformers(encoder, "\"pooling_mode_cls_token\":true");
      var model = (SentenceEncoder) model(directory);
      assertEquals("cls", model.pooling());
      assertFalse(model.isPoolingAssumed());
      assertEquals(6, model.maxLength());
      float[] vector = model.embed("fine films! a film");
      assertEquals(3, vector.length);
      assertTrue(model.isNormalized());
      assertEquals(1, squares(vector), 1e-6);
      SentenceEncoder longer = model.withNormalization(false);
      double length = Math.sqrt(squares(longer.embed("fine films! a film")));
      assertNotEquals(1, length, 1e-3);
      SentenceEncoder cut = model.withDimensions(2);
      assertFalse(cut.isNormalized());
      assertTrue(squares(cut.embed("a film")) < 0.999);
      assertEquals(1, squares(cut.withNormalization(true).embed("a film")), 1e-6);
      Files.delete(directory.resolve("2_Dense").resolve("model.safetensors"));
      refused(directory, "modules.2.linear.weight");
    }
  }

  @Test
  void aDirectoryThatCannotBeIsRefused() throws IOException {
    refused(sentenceTransformers("", "\"pooling_mode\":\"median\""), "\"median\"");
    refused(
        sentenceTransformers("", "\"pooling_mode_median_tokens\":true"),
        "pooling_mode_median_tokens");
    model(sentenceTransformers("", "\"pooling_mode_median_tokens\":false"));
    Path outside = sentenceTransformers("", "\"pooling_mode\":\"mean\"");
    String modules = Files.readString(outside.resolve("modules.json"));
    Files.writeString(
        outside.resolve("modules.json"), modules.replace("1_Pooling", "../1_Pooling"));
    refused(outside, "not a folder in the directory");
    Files.writeString(outside.resolve("modules.json"), "{}");
    refused(outside, "not hold a list of modules");
    Path prompts = sentenceTransformers("", "\"pooling_mode\":\"mean\"");
    Files.writeString(
        prompts.resolve("config_sentence_transformers.json"),
        "{\"prompts\":{\"query\":\"query: \"},\"default_prompt_name\":\"Query\"}");
    refused(prompts, "default_prompt_name");
  }
}
