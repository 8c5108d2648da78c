/** Estimates with intervals and rank correlation: arithmetic without a model. */
package org.mekiki.sig.statistics;
