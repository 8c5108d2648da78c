/** The JSON files of a checkpoint, and how an input of any kind is refused. */
package org.mekiki.weights.converter.file;
