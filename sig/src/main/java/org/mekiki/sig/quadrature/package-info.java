/** Quadrature rules on [0, 1] and the choice among them; knows nothing of texts or models. */
package org.mekiki.sig.quadrature;
