package org.mekiki.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.TokenCountEstimator;
import java.util.List;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;

/**
 * Counts tokens with a model's tokenizer, exactly: as a splitter of documents needs it so that no
 * part is cut off. Tokens that the tokenizer adds to every text, such as {@code [CLS]}, do not
 * count; leave room for them.
 */
public final class MekikiTokenCountEstimator implements TokenCountEstimator {
  /** Of tokens: the tokenizer's word for it. */
  private static final int NO_LIMIT = 0;

  private final Tokenizer tokenizer;

  /**
   * An estimator.
   *
   * @param tokenizer of the model that will read the texts
   */
  public MekikiTokenCountEstimator(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * {@return an estimator for texts that a model embeds}
   *
   * @param model the model
   */
  public static MekikiTokenCountEstimator of(MekikiEmbeddingModel model) {
    return new MekikiTokenCountEstimator(model.encoder().tokenizer());
  }

  @Override
  public int estimateTokenCountInText(String text) {
    Encoding whole = tokenizer.encode(text, null, NO_LIMIT);
    return (int) whole.tokens().stream().filter(token -> !token.added()).count();
  }

  /**
   * {@return the tokens of the message's text; what else is in it, such as pictures, counts
   * nothing}
   */
  @Override
  public int estimateTokenCountInMessage(ChatMessage message) {
    return switch (message) {
      case SystemMessage system -> estimateTokenCountInText(system.text());
      case UserMessage user -> contents(user.contents());
      case AiMessage answer -> answer.text() == null ? 0 : estimateTokenCountInText(answer.text());
      case ToolExecutionResultMessage result -> contents(result.contents());
      default ->
          throw new IllegalArgumentException(
              "messages of the type %s have no text to count".formatted(message.type()));
    };
  }

  private int contents(List<Content> contents) {
    return contents.stream()
        .filter(TextContent.class::isInstance)
        .mapToInt(content -> estimateTokenCountInText(((TextContent) content).text()))
        .sum();
  }

  @Override
  public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
    int count = 0;
    for (ChatMessage message : messages) {
      count += estimateTokenCountInMessage(message);
    }
    return count;
  }
}
