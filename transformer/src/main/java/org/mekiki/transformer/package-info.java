/** Classifiers made of a tokenizer, an encoder and a head. */
package org.mekiki.transformer;
