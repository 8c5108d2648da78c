package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Dropout;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * Classes from the first row: out(activation(dense(row))), or out(row) where a configuration key
 * says so.
 *
 * @param architecture class name
 * @param prefixes that the dense layer's name may begin with
 * @param dense name of the first linear layer in checkpoints
 * @param activation between the two; GELU where a configuration key may name another
 * @param activationKey that key; null for none
 * @param out name of the second linear layer in checkpoints
 * @param denseKey the configuration key that says whether there is a dense layer, true where it is
 *     absent; null where there always is
 */
public record FirstRowClassifier(
    String architecture,
    List<String> prefixes,
    String dense,
    Activation activation,
    String activationKey,
    String out,
    String denseKey)
    implements HeadForm {
  private static final String ACTIVATION = "activation";
  private static final String DENSE = "dense";

  /** Copies. */
  public FirstRowClassifier {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * A head whose activation is always the same.
   *
   * @param architecture class name
   * @param prefixes that the dense layer's name may begin with
   * @param dense name of the first linear layer in checkpoints
   * @param activation between the two
   * @param out name of the second linear layer in checkpoints
   */
  public FirstRowClassifier(
      String architecture, List<String> prefixes, String dense, Activation activation, String out) {
    this(architecture, prefixes, dense, activation, null, out, null);
  }

  /**
   * A head whose activation is always the same and whose dense layer's name has no prefix.
   *
   * @param architecture class name
   * @param dense name of the first linear layer in checkpoints
   * @param activation between the two
   * @param out name of the second linear layer in checkpoints
   */
  public FirstRowClassifier(String architecture, String dense, Activation activation, String out) {
    this(architecture, List.of(""), dense, activation, out);
  }

  /**
   * Makes a head whose activation the configuration names; GELU where it does not.
   *
   * @param architecture class name
   * @param dense name of the first linear layer in checkpoints
   * @param activationKey the configuration's key that names the activation
   * @param out name of the second linear layer in checkpoints
   * @return the head, whose dense layer's name has no prefix
   */
  public static FirstRowClassifier configured(
      String architecture, String dense, String activationKey, String out) {
    return new FirstRowClassifier(
        architecture, List.of(""), dense, Activation.GELU, activationKey, out, null);
  }

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<List<String>> marks() {
    return List.of(
        prefixes.stream().map(prefix -> prefix + dense + ".weight").toList(),
        List.of(out + ".weight"));
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    int labels = HeadShapes.outputs(shapes, out, "sequence classifier");
    var head = new HeadConfig(task(), labels);
    if (activationKey != null) {
      head =
          head.with(ACTIVATION, Activation.of(config, activationKey, activation.label()).label());
    }
    if (denseKey != null) {
      head = head.with(DENSE, Boolean.toString(config.truth(denseKey, true)));
    }
    return ProblemType.of(config, labels).in(head);
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    if (activationKey != null) {
      keys.put(activationKey, head.values().text(ACTIVATION, activation.label()));
    }
    if (denseKey != null) {
      keys.put(denseKey, hasDense(head));
    }
    ProblemType.of(head).addKey(keys);
  }

  private static boolean hasDense(HeadConfig head) {
    return head.values().truth(DENSE, true);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int m = encoder.hiddenSize();
    var specs = new WeightSpecs(prefixes);
    if (hasDense(head)) {
      specs.linear("head.dense", dense, m, m);
    }
    return specs.head("head.out", out, m, head.labels()).list();
  }

  @Override
  public RowRange reads() {
    return RowRange.FIRST;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    Activation active = Activation.of(head.values().text(ACTIVATION, activation.label()));
    LinearWeights denseWeights = hasDense(head) ? weights.linear("head.dense") : null;
    LinearWeights outWeights = weights.linear("head.out");
    Dropout dropout = weights.dropout();
    return rows -> {
      Variable first = Ops.reshape(rows, rows.shape().dim(0), encoder.hiddenSize());
      Variable pooled =
          denseWeights == null ? first : active.apply(Ops.linear(first, denseWeights));
      return Ops.linear(dropout.answer(pooled, "head.out"), outWeights);
    };
  }
}
