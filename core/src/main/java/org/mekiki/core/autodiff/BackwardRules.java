package org.mekiki.core.autodiff;

/**
 * Rules of a walk back that sees a model as an affine function of its input: what makes it bend is
 * held at the values that it has there, or shared out, in the place of being differentiated. What
 * divides in a LayerNorm, the deviation, is held by all of them.
 *
 * <p>See {@code docs/decisions/2026-11-30-one-pass.md}.
 *
 * @param name of the set of rules, for messages
 * @param weighting what is done where one value weighs another
 * @param activation what stands for the derivative of a function of each element
 */
public record BackwardRules(String name, Weighting weighting, Activation activation) {
  /**
   * Weights and what divides are held, activations have their quotients: the model becomes one
   * affine function that agrees with it at the input. This is the decomposition of DecompX
   * (Modarressi et al. 2023) without its vectors, and for gated recurrent cells the rule of Arras
   * et al. 2017, <i>Explaining Recurrent Neural Network Predictions in Sentiment Analysis</i>.
   */
  public static final BackwardRules LINEAR =
      new BackwardRules("linear", Weighting.HELD, Activation.RATIO);

  /**
   * CP-LRP: Ali et al. 2022, <i>XAI for Transformers: Better Explanations through Conservative
   * Propagation</i>.
   */
  public static final BackwardRules CP_LRP =
      new BackwardRules("cp-lrp", Weighting.HELD, Activation.DERIVATIVE);

  /** Achtibat et al. 2024, <i>AttnLRP</i>, in its form gradient × input. */
  public static final BackwardRules ATTN_LRP =
      new BackwardRules("attn-lrp", Weighting.SHARED, Activation.RATIO);

  /** Edin et al. 2025, <i>GIM: Improved Interpretability for Large Language Models</i>. */
  public static final BackwardRules GIM =
      new BackwardRules("gim", Weighting.SHARED_SOFTENED, Activation.DERIVATIVE);

  /** What is done with attention probabilities, gates, and products of two values. */
  public enum Weighting {
    /**
     * Probabilities and gates are constants: what they weigh carries all. A product of which
     * neither factor is a gate has no rule.
     */
    HELD,

    /** Both factors of a product carry half; softmax has its own derivative. */
    SHARED,

    /** The same, but softmax has the derivative it would have at twice the temperature. */
    SHARED_SOFTENED
  }

  /** What stands for the derivative of a function f of each element. */
  public enum Activation {
    /** f'(z) itself. */
    DERIVATIVE,

    /** f(z)/z, and f'(0) at 0; a function that is not 0 at 0 has no rule. */
    RATIO
  }

  /** {@return whether attention probabilities and gates are constants} */
  public boolean holdsWeights() {
    return weighting == Weighting.HELD;
  }
}
