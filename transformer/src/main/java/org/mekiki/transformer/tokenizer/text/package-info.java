/** A text with the place of every character in the original, and what changes or stores it. */
package org.mekiki.transformer.tokenizer.text;
