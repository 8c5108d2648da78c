/** F and its gradients at variants of one input, in batches and on several threads. */
package org.mekiki.sig.evaluation;
