/**
 * ONNX graphs of encoders. A graph names its numbers as its exporter likes; what they are is seen
 * by what is computed of them. Nothing of a graph is run, and no number is read before it is asked
 * for.
 */
package org.mekiki.weights.converter.onnx;
