package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;

/** Tokens are the tokenizer's, without those that it adds and without a limit. */
final class MekikiTokenCountEstimatorTest {
  @TempDir private static Path folder;

  private static MekikiEmbeddingModel model;
  private static MekikiTokenCountEstimator estimator;

  @BeforeAll
  static void load() {
    model = MekikiEmbeddingModel.builder().modelPath(TestModels.encoder(folder)).build();
    estimator = MekikiTokenCountEstimator.of(model);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void textsAreCountedWhole() {
    assertEquals(2, estimator.estimateTokenCountInText("a film"));
    assertEquals(0, estimator.estimateTokenCountInText(""));
    int many = 3 * model.encoder().maxLength();
    assertEquals(many, estimator.estimateTokenCountInText("film ".repeat(many)));
  }

  @Test
  void messagesAreCountedByTheirText() {
    var user =
        UserMessage.from(
            TextContent.from("a film"), ImageContent.from("http://localhost/picture.png"));
    var tool = ToolExecutionResultMessage.from("1", "search", "a dull film");
    assertEquals(2, estimator.estimateTokenCountInMessage(user));
    assertEquals(1, estimator.estimateTokenCountInMessage(SystemMessage.from("film")));
    assertEquals(3, estimator.estimateTokenCountInMessage(tool));
    assertEquals(
        0,
        estimator.estimateTokenCountInMessage(
            AiMessage.from(ToolExecutionRequest.builder().name("search").build())));
    assertEquals(
        2 + 1 + 3 + 2,
        estimator.estimateTokenCountInMessages(
            List.of(user, SystemMessage.from("film"), tool, AiMessage.from("a film"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> estimator.estimateTokenCountInMessage(CustomMessage.from(Map.of("a", "b"))));
  }
}
