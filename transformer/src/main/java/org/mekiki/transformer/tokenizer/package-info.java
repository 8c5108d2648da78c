/**
 * From a text to token numbers, every token with its place in the caller's own string.
 *
 * <p>A text passes added tokens, normalizer, pre-tokenizer, model and post-processor; each step is
 * one small interface with one file an implementation.
 */
package org.mekiki.transformer.tokenizer;
