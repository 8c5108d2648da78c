/**
 * A strict reader of safetensors files.
 *
 * <p>Where the specification's text and its reference reader differ, the text decides. So these are
 * refused although the reference takes them: a tensor's name or a metadata key given twice,
 * metadata that is null, a header that begins with white space, padding with anything but spaces, a
 * field that the format does not know, a tensor described by a list. A file that means two things
 * to two readers is none to convert a model from; ordinary writers produce none of these.
 */
package org.mekiki.weights.converter.safetensors;
