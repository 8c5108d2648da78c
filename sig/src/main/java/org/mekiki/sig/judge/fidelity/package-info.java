/**
 * Judging methods by a copy of the model that has learnt what a mask is, so that texts with masked
 * words are nothing that it has never seen.
 */
package org.mekiki.sig.judge.fidelity;
