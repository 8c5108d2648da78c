/** Layers: weights with the function that applies them. */
package org.mekiki.core.nn;
