/**
 * Reverse-mode automatic differentiation on an explicit, append-only tape.
 *
 * <p>A {@link org.mekiki.core.autodiff.Tape} records what is applied to it, in order, and walks
 * backwards over the record: no recursion, no global state, no graph sort. The cotangent of a value
 * is the derivative of the differentiated scalar with respect to it; vjp is the vector-Jacobian
 * product, an op's backward rule.
 */
package org.mekiki.core.autodiff;
