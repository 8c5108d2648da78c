package org.mekiki.benchmarks.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An ONNX graph that is put together node by node; the numbers are those of onnx.proto. */
final class OnnxGraph {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final String CONTRIBUTED = "com.microsoft";

  private final ProtobufMessage graph = new ProtobufMessage().text(2, "encoder");
  private int nodes;

  /** An attribute of a node. */
  record Attribute(String name, ProtobufMessage value) {
    static Attribute of(String name, float value) {
      return new Attribute(name, new ProtobufMessage().text(1, name).real(2, value).integer(20, 1));
    }

    static Attribute of(String name, long value) {
      return new Attribute(
          name, new ProtobufMessage().text(1, name).integer(3, value).integer(20, 2));
    }
  }

  OnnxGraph input(String name, long... dims) {
    graph.message(11, value(name, dims));
    return this;
  }

  OnnxGraph output(String name, long... dims) {
    graph.message(12, value(name, dims));
    return this;
  }

  private static ProtobufMessage value(String name, long... dims) {
    var shape = new ProtobufMessage();
    for (long dim : dims) {
      shape.message(1, new ProtobufMessage().integer(1, dim));
    }
    var tensor = new ProtobufMessage().integer(1, FLOAT).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }

  /** A constant; returns its name. */
  String constant(String name, float[] values, long... dims) {
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, FLOAT, bytes.array(), dims);
  }

  /** A constant of one whole number; returns its name. */
  String index(String name, long value) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    return constant(name, INT64, bytes.array());
  }

  private String constant(String name, int type, byte[] bytes, long... dims) {
    var tensor = new ProtobufMessage();
    for (long dim : dims) {
      tensor.integer(1, dim);
    }
    graph.message(5, tensor.integer(2, type).text(8, name).bytes(9, bytes));
    return name;
  }

  /** A standard operator; returns the name of its result. */
  String node(String operator, Attribute[] attributes, String... inputs) {
    return node(operator, "", attributes, inputs);
  }

  /** A standard operator without attributes. */
  String node(String operator, String... inputs) {
    return node(operator, "", new Attribute[0], inputs);
  }

  /** One of ONNX Runtime's own fused operators. */
  String fused(String operator, Attribute[] attributes, String... inputs) {
    return node(operator, CONTRIBUTED, attributes, inputs);
  }

  private String node(String operator, String domain, Attribute[] attributes, String... inputs) {
    String result = "t" + nodes++;
    var node = new ProtobufMessage();
    for (String input : inputs) {
      node.text(1, input);
    }
    node.text(2, result).text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.value());
    }
    if (!domain.isEmpty()) {
      node.text(7, domain);
    }
    graph.message(1, node);
    return result;
  }

  /** The whole model. */
  ProtobufMessage model() {
    return new ProtobufMessage()
        .integer(1, 8)
        .message(7, graph)
        .message(8, new ProtobufMessage().text(1, "").integer(2, 17))
        .message(8, new ProtobufMessage().text(1, CONTRIBUTED).integer(2, 1));
  }
}
