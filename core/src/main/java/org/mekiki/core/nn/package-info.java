/** Layers written with ops, for models that are no transformer. */
package org.mekiki.core.nn;
