package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;

/**
 * What the parts of a layer read of rows of its input.
 *
 * @param keys what queries and keys are made of, [.., M] or narrower
 * @param values what values are made of
 * @param sum what attention is added to, [.., T]
 */
record LayerInput(Variable keys, Variable values, Variable sum) {}
