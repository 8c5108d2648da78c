/**
 * Immutable float32 tensors, dense and row-major.
 *
 * <p>Dimension letters used throughout: B batch, S sequence, H heads, D head dim, M hidden, F
 * feed-forward, V vocabulary; in matrix products m, n, k.
 */
package org.mekiki.core.tensor;
