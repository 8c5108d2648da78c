package org.mekiki.weights.converter.torch;

/**
 * A file in an archive, which is stored as it is.
 *
 * @param name with its folders
 * @param header number of the first byte of its header
 * @param start number of its first byte
 * @param size in bytes
 */
record ZipEntry(String name, long header, long start, long size) {}
