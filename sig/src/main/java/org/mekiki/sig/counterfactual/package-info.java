/** Which words, changed together, turn a model's decision, and which alone keep it. */
package org.mekiki.sig.counterfactual;
