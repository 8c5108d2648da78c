/**
 * A second implementation of every family, in double precision and as plainly as can be, written
 * from the published descriptions under the names that checkpoints use. Nothing of the engine is
 * used here.
 */
package org.mekiki.weights.converter.reference;
