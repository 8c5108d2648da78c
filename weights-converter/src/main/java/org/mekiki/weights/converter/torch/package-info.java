/**
 * Reads the tensors of files that {@code torch.save} wrote: ZIP archives since PyTorch 1.6, and the
 * stream of pickles before. No name that such a file mentions is run; strides, offsets and storages
 * that several tensors share are honoured, and no number is read before it is asked for.
 */
package org.mekiki.weights.converter.torch;
