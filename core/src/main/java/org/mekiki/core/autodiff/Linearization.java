package org.mekiki.core.autodiff;

/**
 * The affine function that {@link BackwardRules} make of a tape's output.
 *
 * @param gradients its slopes at the inputs
 * @param constant what it has where all inputs are zero: biases and other parameters alone. Where
 *     the rules leave nothing out, the output is this and the products of inputs and slopes
 */
public record Linearization(Gradients gradients, double constant) {}
