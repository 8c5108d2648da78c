/** A strict reader of safetensors files. */
package org.mekiki.weights.converter.safetensors;
