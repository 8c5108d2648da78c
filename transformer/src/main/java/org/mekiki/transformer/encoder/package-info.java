/** Encoder families, one file each over shared blocks. */
package org.mekiki.transformer.encoder;
