/**
 * Judges attribution methods: how well their orders of the words agree with what the model does,
 * whether they find a planted cause, change with the model's weights, agree with people, and at
 * what cost.
 */
package org.mekiki.sig.judge;
