package org.mekiki.weights.converter.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes ONNX graphs, by the messages of {@code onnx.proto}. */
public final class GraphWriter {
  /** An empty graph. */
  public GraphWriter() {}

  public static final int FLOAT = 1;
  public static final int UINT8 = 2;
  public static final int INT8 = 3;
  public static final int INT32 = 6;
  public static final int INT64 = 7;
  public static final int FLOAT16 = 10;
  public static final int DOUBLE = 11;
  public static final int BFLOAT16 = 16;

  private final Message graph = new Message();
  private int next;

  /** A message of Protocol Buffers. */
  public static final class Message {
    /** An empty one. */
    public Message() {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    public Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    public Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    public Message single(int field, float value) {
      varint((long) field << 3 | 5);
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return this;
    }

    /** A number of as many bytes as it needs, without a field. */
    public Message varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
      return this;
    }

    public byte[] bytes() {
      return out.toByteArray();
    }
  }

  /** A setting of a node. */
  public record Setting(String name, Object value) {}

  public static Setting with(String name, Object value) {
    return new Setting(name, value);
  }

  /** A tensor's message without its numbers. */
  public static Message tensor(String name, int type, long... dims) {
    var tensor = new Message();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, type).text(8, name);
  }

  public GraphWriter constant(Message tensor) {
    graph.message(5, tensor);
    return this;
  }

  /** A constant by the bytes that it has in memory. */
  public GraphWriter constant(String name, int type, byte[] raw, long... dims) {
    return constant(tensor(name, type, dims).bytes(9, raw));
  }

  public GraphWriter floats(String name, float[] values, long... dims) {
    var raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, FLOAT, raw.array(), dims);
  }

  /** A number alone; its name. */
  public String scalar(double value) {
    String name = "scalar" + next++;
    floats(name, new float[] {(float) value});
    return name;
  }

  /** A list of whole numbers; its name. */
  public String longs(long... values) {
    String name = "longs" + next++;
    var raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    constant(name, INT64, raw.array(), values.length);
    return name;
  }

  public GraphWriter input(String name) {
    graph.message(11, new Message().text(1, name));
    return this;
  }

  public GraphWriter output(String name) {
    graph.message(12, new Message().text(1, name));
    return this;
  }

  /** A node with one output; its name. */
  public String node(String type, List<String> inputs, Setting... settings) {
    return node("", type, inputs, 1, settings).getFirst();
  }

  /** A node of the optimiser's with one output; its name. */
  public String fused(String type, List<String> inputs, Setting... settings) {
    return node("com.microsoft", type, inputs, 1, settings).getFirst();
  }

  /** A node; names of its outputs. */
  public List<String> node(
      String domain, String type, List<String> inputs, int outputs, Setting... settings) {
    var node = new Message();
    inputs.forEach(input -> node.text(1, input));
    String name = type + "_" + next++;
    List<String> made =
        java.util.stream.IntStream.range(0, outputs)
            .mapToObj(i -> i == 0 ? name : name + ":" + i)
            .toList();
    made.forEach(output -> node.text(2, output));
    node.text(3, "/" + name).text(4, type);
    for (Setting setting : settings) {
      node.message(5, attribute(setting));
    }
    graph.message(1, node.text(7, domain));
    return made;
  }

  private static Message attribute(Setting setting) {
    var attribute = new Message().text(1, setting.name());
    switch (setting.value()) {
      case Float value -> attribute.single(2, value).number(20, 1);
      case Integer value -> attribute.number(3, value).number(20, 2);
      case String value -> attribute.text(4, value).number(20, 3);
      case Message value -> attribute.message(5, value).number(20, 4);
      case long[] values -> {
        for (long value : values) {
          attribute.number(8, value);
        }
        attribute.number(20, 7);
      }
      default -> throw new IllegalArgumentException(setting.name());
    }
    return attribute;
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return new Message()
        .number(1, 8)
        .text(2, "test")
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 17))
        .bytes();
  }
}
