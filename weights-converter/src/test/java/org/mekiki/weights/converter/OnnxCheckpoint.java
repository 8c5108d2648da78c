package org.mekiki.weights.converter;

import static org.mekiki.weights.converter.onnx.GraphWriter.with;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;
import org.mekiki.weights.converter.onnx.GraphWriter;
import org.mekiki.weights.converter.onnx.GraphWriter.Message;

/**
 * The graph of a {@link TinyCheckpoint}: as PyTorch exports it, with products by transposed
 * matrices of no telling name, norms in single steps and shapes computed; or as an optimiser leaves
 * it.
 */
final class OnnxCheckpoint {
  private static final int HEADS = 2;
  private static final int SIZE = 2;
  private static final int HIDDEN = HEADS * SIZE;
  private static final float EPSILON = 1e-12f;

  /** How a graph is written. */
  enum Form {
    /** Step by step. */
    PLAIN,
    /** Norms and activations in one operator each, keys turned with texts and heads in one. */
    DIRECT,
    /** The same with attention in one operator. */
    WHOLE,
    /** Fused operators. */
    FUSED,
    /** Weights of 8 bits, one scale each, and whole products. */
    QUANTISED
  }

  private final TinyCheckpoint checkpoint;
  private final Form form;
  private final GraphWriter graph = new GraphWriter();
  private final String positions = graph.longs(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  private Path external;
  private final List<byte[]> beside = new ArrayList<>();
  private int matrices;
  private double scale = Math.sqrt(SIZE);
  private float epsilon = EPSILON;
  private boolean typed;
  private String afterLayers = "";
  private boolean fixed;
  private boolean ordered;
  private boolean whole;

  OnnxCheckpoint(TinyCheckpoint checkpoint, Form form) {
    this.checkpoint = checkpoint;
    this.form = form;
  }

  /** Puts numbers of matrices into a file beside the graph. */
  OnnxCheckpoint external(Path file) {
    external = file;
    return this;
  }

  /** Puts numbers into fields of their type. */
  OnnxCheckpoint typed() {
    typed = true;
    return this;
  }

  OnnxCheckpoint scale(double divisor) {
    scale = divisor;
    return this;
  }

  OnnxCheckpoint epsilon(float added) {
    epsilon = added;
    return this;
  }

  /** Has rows of positions for texts of five tokens alone. */
  OnnxCheckpoint fixed() {
    fixed = true;
    return this;
  }

  /** Has the fused embeddings' numbers in 8 bits, multiples of 1/64. */
  OnnxCheckpoint wholeEmbeddings() {
    whole = true;
    return this;
  }

  /** Lets each token see those before it alone. */
  OnnxCheckpoint ordered() {
    ordered = true;
    return this;
  }

  /** Puts an operator of one operand behind the layers. */
  OnnxCheckpoint then(String operator) {
    afterLayers = operator;
    return this;
  }

  void writeTo(Path file) throws IOException {
    Files.write(file, bytes());
    if (external != null) {
      int length = beside.stream().mapToInt(part -> part.length).sum();
      ByteBuffer all = ByteBuffer.allocate(length);
      beside.forEach(all::put);
      Files.write(external, all.array());
    }
  }

  byte[] bytes() {
    for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
      graph.input(input);
    }
    checkpoint
        .tensors()
        .forEach(
            (name, stored) -> {
              if (stored.shape().length == 1 || name.contains("embeddings")) {
                constant(name, stored);
              }
            });
    String mask = graph.node("Cast", List.of("attention_mask"), with("to", 1));
    mask = graph.node("Unsqueeze", List.of(mask, graph.longs(1, 2)));
    mask = graph.node("Sub", List.of(graph.scalar(1), mask));
    mask = graph.node("Mul", List.of(mask, graph.scalar(-1e30)));
    if (ordered) {
      String length = graph.node("Shape", List.of("input_ids"), with("start", 1));
      String all =
          graph.node(
              "Range",
              List.of(graph.longs(0), graph.node("Squeeze", List.of(length)), graph.longs(1)));
      String before =
          graph.node("LessOrEqual", List.of(all, graph.node("Unsqueeze", List.of(all))));
      mask = graph.node("Where", List.of(before, mask, graph.scalar(-1e30)));
    }
    String rows = embeddings();
    for (int layer = 0; layer < 2; layer++) {
      rows = layer(rows, "bert.encoder.layer." + layer + ".", mask);
    }
    if (!afterLayers.isEmpty()) {
      rows = graph.node(afterLayers, List.of(rows));
    }
    String first = graph.node("Gather", List.of(rows, scalarZero()), with("axis", 1));
    String pooled = graph.node("Tanh", List.of(gemm(first, "bert.pooler.dense")));
    graph.output(gemm(pooled, "classifier"));
    return graph.bytes();
  }

  private String scalarZero() {
    return graph.node(
        "Constant", List.of(), with("value", GraphWriter.tensor("", 7).bytes(9, new byte[8])));
  }

  private void constant(String name, Stored stored) {
    int type =
        switch (stored.dtype()) {
          case "F16" -> GraphWriter.FLOAT16;
          case "BF16" -> GraphWriter.BFLOAT16;
          case "F64" -> GraphWriter.DOUBLE;
          case "I64" -> GraphWriter.INT64;
          case "I8" -> GraphWriter.INT8;
          case "U8" -> GraphWriter.UINT8;
          default -> GraphWriter.FLOAT;
        };
    long[] dims = Arrays.stream(stored.shape()).asLongStream().toArray();
    Message tensor = GraphWriter.tensor(name, type, dims);
    byte[] raw = stored.bytes();
    if (external != null && dims.length == 2) {
      int offset = beside.stream().mapToInt(part -> part.length).sum();
      beside.add(raw);
      entry(tensor, "location", external.getFileName().toString());
      entry(tensor, "offset", Integer.toString(offset));
      entry(tensor, "length", Integer.toString(raw.length));
      graph.constant(tensor.number(14, 1));
    } else if (typed) {
      graph.constant(typed(tensor, type, raw));
    } else {
      graph.constant(tensor.bytes(9, raw));
    }
  }

  private static Message typed(Message tensor, int type, byte[] raw) {
    ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    var packed = new Message();
    while (bytes.hasRemaining()) {
      switch (type) {
        case GraphWriter.FLOAT16, GraphWriter.BFLOAT16 -> packed.varint(bytes.getShort() & 0xFFFF);
        case GraphWriter.INT64 -> packed.varint(bytes.getLong());
        default -> {
          return tensor.bytes(type == GraphWriter.FLOAT ? 4 : 10, raw);
        }
      }
    }
    return tensor.bytes(type == GraphWriter.INT64 ? 7 : 5, packed.bytes());
  }

  private static void entry(Message tensor, String key, String value) {
    tensor.message(13, new Message().text(1, key).text(2, value));
  }

  private String embeddings() {
    String from = "bert.embeddings.";
    String words = from + "word_embeddings.weight";
    String places = from + "position_embeddings.weight";
    String types = from + "token_type_embeddings.weight";
    String norm = from + "LayerNorm";
    if (whole) {
      return wholeEmbeddings(List.of(words, places, types, norm + ".weight", norm + ".bias"), from);
    }
    if (form == Form.FUSED) {
      return graph
          .node(
              "com.microsoft",
              "EmbedLayerNormalization",
              List.of(
                  "input_ids",
                  "token_type_ids",
                  words,
                  places,
                  types,
                  norm + ".weight",
                  norm + ".bias"),
              2,
              with("epsilon", epsilon))
          .getFirst();
    }
    String length = graph.node("Shape", List.of("input_ids"));
    length = graph.node("Gather", List.of(length, graph.longs(1)), with("axis", 0));
    String chosen = graph.node("Slice", List.of(positions, graph.longs(0), length, graph.longs(0)));
    String sum =
        graph.node("Add", List.of(gathered(words, "input_ids"), gathered(types, "token_type_ids")));
    if (fixed) {
      graph.floats("fixed", new float[5 * HIDDEN], 1, 5, HIDDEN);
    }
    String rows = fixed ? "fixed" : gathered(places, chosen);
    return norm(graph.node("Add", List.of(sum, rows)), norm);
  }

  private String wholeEmbeddings(List<String> names, String from) {
    var inputs = new ArrayList<>(List.of("input_ids", "token_type_ids"));
    for (String name : names) {
      Stored stored = checkpoint.tensors().get(name);
      byte[] numbers = new byte[stored.values().length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (byte) (stored.values()[i] * 64 + 128);
      }
      long[] dims = Arrays.stream(stored.shape()).asLongStream().toArray();
      graph.constant(name + "_quant", GraphWriter.UINT8, numbers, dims);
      inputs.add(name + "_quant");
    }
    graph.floats(from + "scale", new float[] {1f / 64});
    graph.constant(from + "zero", GraphWriter.UINT8, new byte[] {(byte) 128});
    inputs.add("");
    inputs.addAll(Collections.nCopies(names.size(), from + "scale"));
    inputs.addAll(Collections.nCopies(names.size(), from + "zero"));
    return graph
        .node("com.microsoft", "QEmbedLayerNormalization", inputs, 2, with("epsilon", epsilon))
        .getFirst();
  }

  private String gathered(String table, String chosen) {
    return graph.node("Gather", List.of(table, chosen));
  }

  private String layer(String rows, String from, String mask) {
    String mixed = attention(rows, from + "attention.self.", mask);
    String output = linear(mixed, from + "attention.output.dense");
    String middle = residual(output, rows, from + "attention.output");
    String inner = linear(middle, from + "intermediate.dense");
    String active = gelu(inner, from + "intermediate.dense.bias");
    return residual(linear(active, from + "output.dense"), middle, from + "output");
  }

  private String residual(String made, String rows, String from) {
    String norm = from + ".LayerNorm";
    return form == Form.FUSED
        ? graph.fused(
            "SkipLayerNormalization",
            List.of(made, rows, norm + ".weight", norm + ".bias", from + ".dense.bias"),
            with("epsilon", epsilon))
        : norm(graph.node("Add", List.of(made, rows)), norm);
  }

  private boolean isDirect() {
    return form == Form.DIRECT || form == Form.WHOLE;
  }

  private String norm(String rows, String name) {
    if (isDirect()) {
      return graph.node(
          "LayerNormalization",
          List.of(rows, name + ".weight", name + ".bias"),
          with("axis", -1),
          with("epsilon", epsilon));
    }
    String mean = graph.node("ReduceMean", List.of(rows), with("axes", new long[] {-1}));
    String centred = graph.node("Sub", List.of(rows, mean));
    String squares = graph.node("Pow", List.of(centred, graph.scalar(2)));
    String variance = graph.node("ReduceMean", List.of(squares), with("axes", new long[] {-1}));
    variance = graph.node("Add", List.of(variance, graph.scalar(epsilon)));
    String standard = graph.node("Div", List.of(centred, graph.node("Sqrt", List.of(variance))));
    String scaled = graph.node("Mul", List.of(standard, name + ".weight"));
    return graph.node("Add", List.of(scaled, name + ".bias"));
  }

  private String gelu(String rows, String bias) {
    if (form == Form.FUSED) {
      return graph.fused("BiasGelu", List.of(rows, bias));
    }
    if (isDirect()) {
      return graph.node("Gelu", List.of(rows));
    }
    String erf =
        graph.node("Erf", List.of(graph.node("Div", List.of(rows, graph.scalar(Math.sqrt(2))))));
    String factor = graph.node("Add", List.of(erf, graph.scalar(1)));
    String twice = graph.node("Mul", List.of(rows, factor));
    return graph.node("Mul", List.of(twice, graph.scalar(0.5)));
  }

  /** A linear layer; in the optimiser's form without its bias, which the next operator has. */
  private String linear(String rows, String name) {
    String product = form == Form.QUANTISED ? integers(rows, name) : product(rows, name);
    return form == Form.FUSED ? product : graph.node("Add", List.of(name + ".bias", product));
  }

  private String product(String rows, String name) {
    return graph.node("MatMul", List.of(rows, matrix(transposed(name))));
  }

  private String matrix(Stored stored) {
    String called = "onnx::MatMul_" + (900 + matrices++);
    constant(called, stored);
    return called;
  }

  private Stored transposed(String name) {
    Stored stored = checkpoint.tensors().get(name + ".weight");
    int out = stored.shape()[0];
    int in = stored.shape()[1];
    double[] values = new double[out * in];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        values[i * out + o] = stored.values()[o * in + i];
      }
    }
    return new Stored(stored.dtype(), new int[] {in, out}, values);
  }

  /** The weights' numbers are multiples of 1/64 between -127 and 127. */
  private String integers(String rows, String name) {
    Stored matrix = transposed(name);
    byte[] whole = new byte[matrix.values().length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (byte) (matrix.values()[i] * 64);
    }
    String called = "onnx::MatMul_" + (900 + matrices++);
    graph.constant(
        called + "_quantized", GraphWriter.INT8, whole, matrix.shape()[0], matrix.shape()[1]);
    graph.constant(called + "_zero_point", GraphWriter.INT8, new byte[1]);
    graph.floats(called + "_scale", new float[] {1f / 64});
    List<String> quantised = graph.node("", "DynamicQuantizeLinear", List.of(rows), 3);
    String product =
        graph.node(
            "MatMulInteger",
            List.of(
                quantised.get(0), called + "_quantized", quantised.get(2), called + "_zero_point"));
    product = graph.node("Cast", List.of(product), with("to", 1));
    String scales = graph.node("Mul", List.of(quantised.get(1), called + "_scale"));
    return graph.node("Mul", List.of(product, scales));
  }

  private String gemm(String rows, String name) {
    constant(name + ".weight", checkpoint.tensors().get(name + ".weight"));
    return graph.node("Gemm", List.of(rows, name + ".weight", name + ".bias"), with("transB", 1));
  }

  private String attention(String rows, String from, String mask) {
    if (form == Form.FUSED) {
      return packed(rows, from);
    }
    if (isDirect()) {
      return direct(rows, from, mask);
    }
    // The order of the three is not that in which they are used.
    String key = cut(linear(rows, from + "key"), 0, 2, 3, 1);
    String value = cut(linear(rows, from + "value"), 0, 2, 1, 3);
    String query = cut(linear(rows, from + "query"), 0, 2, 1, 3);
    String scores = graph.node("MatMul", List.of(query, key));
    scores = graph.node("Div", List.of(scores, graph.scalar(scale)));
    scores = graph.node("Add", List.of(scores, mask));
    String shares = graph.node("Softmax", List.of(scores), with("axis", -1));
    String mixed = graph.node("MatMul", List.of(shares, value));
    mixed = graph.node("Transpose", List.of(mixed), with("perm", new long[] {0, 2, 1, 3}));
    return graph.node("Reshape", List.of(mixed, graph.longs(0, 0, HIDDEN)));
  }

  /** Queries and keys are multiplied by a root of the scale each; shares of nothing are zero. */
  private String direct(String rows, String from, String mask) {
    String query = cut(linear(rows, from + "query"), 0, 2, 1, 3);
    String key = cut(linear(rows, from + "key"), 0, 2, 1, 3);
    String value = cut(linear(rows, from + "value"), 0, 2, 1, 3);
    if (form == Form.WHOLE) {
      String mixed = graph.node("Attention", List.of(query, key, value, mask));
      mixed = graph.node("Transpose", List.of(mixed), with("perm", new long[] {0, 2, 1, 3}));
      return graph.node("Reshape", List.of(mixed, graph.longs(0, 0, -1)));
    }
    String root = graph.scalar(1 / Math.sqrt(scale));
    String last = graph.node("Shape", List.of(key), with("start", -2), with("end", -1));
    String first = graph.node("Shape", List.of(key), with("end", -2));
    String joined =
        graph.node("Concat", List.of(graph.longs(-1), last, graph.longs(SIZE)), with("axis", 0));
    String turned =
        graph.node(
            "Transpose",
            List.of(graph.node("Reshape", List.of(key, joined))),
            with("perm", new long[] {0, 2, 1}));
    String apart = graph.node("Concat", List.of(first, graph.longs(SIZE), last), with("axis", 0));
    turned = graph.node("Reshape", List.of(turned, apart));
    String scores =
        graph.node(
            "MatMul",
            List.of(
                graph.node("Mul", List.of(query, root)), graph.node("Mul", List.of(turned, root))));
    scores = graph.node("Add", List.of(scores, mask));
    String shares = graph.node("Softmax", List.of(scores), with("axis", -1));
    String nothing = graph.node("IsNaN", List.of(shares));
    shares = graph.node("Where", List.of(nothing, graph.scalar(0), shares));
    String mixed = graph.node("MatMul", List.of(shares, value));
    mixed = graph.node("Transpose", List.of(mixed), with("perm", new long[] {0, 2, 1, 3}));
    return graph.node("Reshape", List.of(mixed, graph.longs(0, 0, -1)));
  }

  private String cut(String rows, long... order) {
    String shape = graph.node("Shape", List.of(rows));
    String batch = graph.node("Gather", List.of(shape, graph.longs(0)));
    String length = graph.node("Gather", List.of(shape, graph.longs(1)));
    String wanted =
        graph.node(
            "Concat",
            List.of(batch, length, graph.longs(HEADS), graph.longs(SIZE)),
            with("axis", 0));
    String cut = graph.node("Reshape", List.of(rows, wanted));
    return graph.node("Transpose", List.of(cut), with("perm", order));
  }

  private String packed(String rows, String from) {
    double[] matrix = new double[HIDDEN * 3 * HIDDEN];
    double[] bias = new double[3 * HIDDEN];
    String dtype = "";
    List<String> parts = List.of("query", "key", "value");
    for (int p = 0; p < 3; p++) {
      Stored weight = transposed(from + parts.get(p));
      dtype = weight.dtype();
      for (int i = 0; i < HIDDEN * HIDDEN; i++) {
        matrix[i / HIDDEN * 3 * HIDDEN + p * HIDDEN + i % HIDDEN] = weight.values()[i];
      }
      double[] own = checkpoint.tensors().get(from + parts.get(p) + ".bias").values();
      System.arraycopy(own, 0, bias, p * HIDDEN, HIDDEN);
    }
    String weights = matrix(new Stored(dtype, new int[] {HIDDEN, 3 * HIDDEN}, matrix));
    String added = matrix(new Stored(dtype, new int[] {3 * HIDDEN}, bias));
    return graph.fused("Attention", List.of(rows, weights, added), with("num_heads", HEADS));
  }
}
