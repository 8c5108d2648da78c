package org.mekiki.transformer.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Dropout;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * Outputs of each row: out(row), or out(transform(row)). Tags of tokens, or the two numbers that
 * say how well an answer starts and ends at a token.
 *
 * @param architecture class name
 * @param task {@link Task#TOKEN_CLASSIFICATION} or {@link Task#QUESTION_ANSWERING}
 * @param transform what is done first; null for nothing
 * @param out name of the linear layer in checkpoints
 */
public record RowClassifier(String architecture, Task task, RowTransform transform, String out)
    implements HeadForm {
  /** A start and an end. */
  private static final int ENDS = 2;

  /**
   * {@return a head for tags, by a linear layer called classifier}
   *
   * @param architecture class name
   */
  public static RowClassifier tags(String architecture) {
    return new RowClassifier(architecture, Task.TOKEN_CLASSIFICATION, null, "classifier");
  }

  /**
   * {@return a head for starts and ends of answers, by a linear layer called qa_outputs}
   *
   * @param architecture class name
   */
  public static RowClassifier answers(String architecture) {
    return new RowClassifier(architecture, Task.QUESTION_ANSWERING, null, "qa_outputs");
  }

  @Override
  public List<List<String>> marks() {
    List<String> last = List.of(out + ".weight");
    return transform == null ? List.of(last) : List.of(transform.marks(), last);
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    boolean answers = task == Task.QUESTION_ANSWERING;
    int labels =
        HeadShapes.outputs(
            shapes, out, answers ? "model for question answering" : "token classifier");
    if (answers && labels != ENDS) {
      throw new UnsupportedModelException(
          "\"%s\" has %d outputs; a start and an end are needed".formatted(out, labels));
    }
    var head = new HeadConfig(task, labels);
    return transform == null ? head : transform.in(head, config);
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    if (transform != null) {
      transform.addKeys(head, keys);
    }
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int m = encoder.hiddenSize();
    var specs =
        new ArrayList<>(
            new WeightSpecs(List.of("")).head("head.out", out, m, head.labels()).list());
    if (transform != null) {
      specs.addAll(transform.weights(head, m, m));
    }
    return specs;
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    LinearWeights outWeights = weights.linear("head.out");
    Dropout dropout = weights.dropout();
    if (transform == null) {
      return rows -> Ops.linear(dropout.answer(rows, "head.out"), outWeights);
    }
    Head first = RowTransform.of(encoder, head, weights);
    return rows -> Ops.linear(dropout.answer(first.outputs(rows), "head.out"), outWeights);
  }
}
