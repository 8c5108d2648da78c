/** The computation of encoders: embeddings, layers, attention and how positions enter it. */
package org.mekiki.transformer.encoder;
