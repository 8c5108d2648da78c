package org.mekiki.transformer.head;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/** A step after pooling, from one vector a text to another. */
sealed interface EmbeddingStage {
  /** As converted files hold it. */
  String label();

  /** The module that it is in a sentence-transformers directory. */
  SentenceModule described();

  /** The number that its module must have; −1 where any will do. */
  int number();

  /** Its weights. */
  List<WeightSpec> weights();

  /** Length of the vector that it makes of one of this length; negative if it cannot read it. */
  int widthAfter(int width);

  /** The step: [B, E] to [B, E']. */
  Head head(Weights weights);

  /**
   * A linear layer.
   *
   * @param module number of the module in the checkpoint
   * @param in length before
   * @param out length after
   * @param bias whether there is one
   * @param activation what follows; null for nothing
   */
  record Dense(int module, int in, int out, boolean bias, Activation activation)
      implements EmbeddingStage {
    @Override
    public String label() {
      return "dense:%d:%d:%d:%s:%s"
          .formatted(module, in, out, bias, activation == null ? "identity" : activation.label());
    }

    @Override
    public SentenceModule described() {
      var config = new LinkedHashMap<String, Object>();
      config.put("in_features", in);
      config.put("out_features", out);
      config.put("bias", bias);
      config.put("activation_function", SentenceModules.functionName(activation));
      return new SentenceModule("Dense", config);
    }

    @Override
    public int number() {
      return module;
    }

    @Override
    public List<WeightSpec> weights() {
      List<WeightSpec> both =
          new WeightSpecs(List.of(""))
              .linear("head.stage" + module, "modules." + module + ".linear", in, out)
              .list();
      return bias ? both : both.subList(0, 1);
    }

    @Override
    public int widthAfter(int width) {
      return width == in ? out : -1;
    }

    @Override
    public Head head(Weights weights) {
      String name = "head.stage" + module;
      LinearWeights linear =
          bias
              ? weights.linear(name)
              : weights.linear(weights.operand(name + ".weight"), Tensor.zeros(Shape.of(out)));
      return x -> activation == null ? Ops.linear(x, linear) : activation.ofLinear(x, linear);
    }
  }

  /**
   * A layer norm.
   *
   * @param module number of the module in the checkpoint
   * @param size length before and after
   */
  record LayerNorm(int module, int size) implements EmbeddingStage {
    private static final float EPSILON = 1e-5f;

    @Override
    public String label() {
      return "layer-norm:%d:%d".formatted(module, size);
    }

    @Override
    public SentenceModule described() {
      return new SentenceModule("LayerNorm", Map.of("dimension", size));
    }

    @Override
    public int number() {
      return module;
    }

    @Override
    public List<WeightSpec> weights() {
      return new WeightSpecs(List.of(""))
          .norm("head.stage" + module, "modules." + module + ".norm", size)
          .list();
    }

    @Override
    public int widthAfter(int width) {
      return width == size ? size : -1;
    }

    @Override
    public Head head(Weights weights) {
      Operand scale = weights.operand("head.stage" + module + ".weight");
      Operand shift = weights.operand("head.stage" + module + ".bias");
      return x -> Ops.layerNorm(x, scale, shift, EPSILON);
    }
  }

  /** To length 1. */
  record Normalize() implements EmbeddingStage {
    @Override
    public String label() {
      return "normalize";
    }

    @Override
    public SentenceModule described() {
      return new SentenceModule("Normalize", Map.of());
    }

    @Override
    public int number() {
      return -1;
    }

    @Override
    public List<WeightSpec> weights() {
      return List.of();
    }

    @Override
    public int widthAfter(int width) {
      return width;
    }

    @Override
    public Head head(Weights weights) {
      return Cosine::normalized;
    }
  }

  /**
   * Reads what {@link #label} gives.
   *
   * @throws UnsupportedModelException for anything else
   */
  static EmbeddingStage of(String label) {
    String[] parts = label.split(":", -1);
    try {
      return switch (parts[0]) {
        case "dense" ->
            new Dense(
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Boolean.parseBoolean(parts[4]),
                parts[5].equals("identity") ? null : Activation.of(parts[5]));
        case "layer-norm" -> new LayerNorm(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        case "normalize" -> new Normalize();
        default -> throw new UnsupportedModelException("no step is called \"" + label + "\"");
      };
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new UnsupportedModelException("\"" + label + "\" is not a step after pooling");
    }
  }

  /** The steps after this vector of a text. */
  static Variable after(Variable pooled, List<Head> steps) {
    Variable x = pooled;
    for (Head step : steps) {
      x = step.outputs(x);
    }
    return x;
  }
}
