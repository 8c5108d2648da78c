package org.mekiki.report.wording;

import java.util.OptionalInt;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.head.Task;

/**
 * What results say of the model.
 *
 * @param task what it is asked
 * @param family the encoder's family
 * @param source where it came from
 * @param sha256 of its content
 * @param unknown number of the token for what its vocabulary does not have; empty where it has none
 */
public record ModelDescription(
    Task task, String family, String source, String sha256, OptionalInt unknown) {
  /** How the source of the model begins that comes with the command. */
  public static final String EMBEDDED = "embedded:";

  /** Whether it is the model that comes with the command, whose limits are known. */
  public boolean isEmbedded() {
    return source.startsWith(EMBEDDED);
  }

  /** Of a model that came from somewhere. */
  public static ModelDescription of(TaskModel model, String source) {
    return new ModelDescription(
        model.task(),
        model.family(),
        source,
        model.sha256(),
        model.tokenizer().specialTokens().unk());
  }
}
