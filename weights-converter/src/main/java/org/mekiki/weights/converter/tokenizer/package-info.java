/** Reads the tokenizer files of a Hugging Face directory. */
package org.mekiki.weights.converter.tokenizer;
