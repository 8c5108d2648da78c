/** The token models, one file each, their vocabulary, and their binary form. */
package org.mekiki.transformer.tokenizer.model;
