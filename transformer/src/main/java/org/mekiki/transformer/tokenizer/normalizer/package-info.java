/** The normalizers of tokenizers, one file each, and their binary form. */
package org.mekiki.transformer.tokenizer.normalizer;
