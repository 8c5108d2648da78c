package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Dropout;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RecurrentForm;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * Classes from the states of a recurrent network, by a linear layer: of the state at the end, where
 * each direction has read the whole text, or of the mean or the largest values of all states.
 *
 * @param architecture class name
 */
public record StateClassifier(String architecture) implements HeadForm {
  private static final String POOLING = "pooling";
  private static final String LAST = "last";
  private static final List<String> POOLINGS = List.of(LAST, "mean", "max");
  private static final String OUT = "classifier";

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of(List.of(OUT + ".weight"));
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    int labels = HeadShapes.outputs(shapes, OUT, "sequence classifier");
    String pooling = config.text(POOLING, LAST);
    if (!POOLINGS.contains(pooling)) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" in the configuration; supported are %s"
              .formatted(POOLING, pooling, String.join(", ", POOLINGS)));
    }
    return ProblemType.of(config, labels).in(new HeadConfig(task(), labels).with(POOLING, pooling));
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    keys.put(POOLING, head.values().text(POOLING));
    ProblemType.of(head).addKey(keys);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    return new WeightSpecs(List.of(""))
        .head("head.out", OUT, encoder.hiddenSize(), head.labels())
        .list();
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    String pooling = head.values().text(POOLING);
    boolean both = encoder.form().recurrent().map(RecurrentForm::bidirectional).orElse(false);
    LinearWeights out = weights.linear("head.out");
    Dropout dropout = weights.dropout();
    return rows -> {
      Variable pooled =
          pooling.equals(LAST) ? ends(rows, both) : Pooling.of(pooling).getFirst().of(rows);
      return Ops.linear(dropout.answer(pooled, "head.out"), out);
    };
  }

  /** The last state of each direction; that of the one from the right stands in the first row. */
  private static Variable ends(Variable rows, boolean both) {
    int width = rows.shape().dim(2);
    Variable last = Ops.select(rows, 1, rows.shape().dim(1) - 1);
    if (!both) {
      return last;
    }
    Variable first = Ops.select(rows, 1, 0);
    return Ops.concat(1, Ops.slice(last, 1, 0, width / 2), Ops.slice(first, 1, width / 2, width));
  }
}
