/** From a Hugging Face directory to one converted model. */
package org.mekiki.weights.converter;
