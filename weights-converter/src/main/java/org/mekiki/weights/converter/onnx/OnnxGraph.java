package org.mekiki.weights.converter.onnx;

import java.util.List;
import java.util.Map;

/**
 * A graph, checked to be well-formed.
 *
 * @param inputs names of what it is given, without constants
 * @param outputs names of what it answers
 * @param constants its initializers, by name
 * @param nodes its steps, each after those whose results it reads
 * @param opset version of ONNX's own operators; 0 where the file does not say
 */
record OnnxGraph(
    List<String> inputs,
    List<String> outputs,
    Map<String, OnnxTensor> constants,
    List<OnnxNode> nodes,
    long opset) {}
