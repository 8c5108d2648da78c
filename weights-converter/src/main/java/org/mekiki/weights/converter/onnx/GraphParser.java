package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * Reads a graph's structure from {@code onnx.proto}'s messages: names, nodes, and where constants
 * lie. What it keeps is bounded, whatever a file says.
 */
final class GraphParser {
  /** Far above any encoder's; every name, number and node counts. */
  private static final int MOST_PARTS = 2_000_000;

  private final StoredBytes bytes;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Set<String> made = new HashSet<>();
  private final TensorParser tensors;
  private int parts;
  private long opset;

  private GraphParser(StoredBytes bytes) {
    this.bytes = bytes;
    tensors = new TensorParser(bytes, this::count);
  }

  /**
   * Reads.
   *
   * @throws ConversionException if this is no graph, or one with parts that are not supported
   */
  static OnnxGraph parse(StoredBytes bytes) throws IOException {
    return new GraphParser(bytes).model();
  }

  private void count() throws ConversionException {
    if (++parts > MOST_PARTS) {
      throw wrong("it has more than %d parts".formatted(MOST_PARTS));
    }
  }

  private ConversionException wrong(String what) {
    return new ConversionException(
        "%s: not an ONNX graph of an encoder: %s".formatted(bytes.name(), what));
  }

  private OnnxGraph model() throws IOException {
    var reader = new WireReader(bytes, 0, bytes.size());
    boolean found = false;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      count();
      switch (field) {
        case 7 -> {
          if (found) {
            throw wrong("it holds two graphs");
          }
          found = true;
          graph(reader.message());
        }
        case 8 -> opset(reader.message());
        default -> reader.skip();
      }
    }
    if (!found || nodes.isEmpty()) {
      throw wrong("it has no nodes");
    }
    inputs.removeAll(constants.keySet()); // older files list constants as inputs too
    return new OnnxGraph(
        List.copyOf(inputs), List.copyOf(outputs), constants, List.copyOf(nodes), opset);
  }

  private void opset(WireReader reader) throws IOException {
    String domain = "";
    long version = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      count();
      switch (field) {
        case 1 -> domain = reader.text();
        case 2 -> version = reader.number();
        default -> reader.skip();
      }
    }
    if (domain.isEmpty() || domain.equals("ai.onnx")) {
      opset = version;
    }
  }

  private void graph(WireReader reader) throws IOException {
    for (int field = reader.field(); field != 0; field = reader.field()) {
      count();
      switch (field) {
        case 1 -> add(node(reader.message()));
        case 5 -> {
          OnnxTensor tensor = tensors.read(reader.message());
          made(tensor.name());
          constants.put(tensor.name(), tensor);
        }
        case 11 -> inputs.add(valueName(reader.message()));
        case 12 -> outputs.add(valueName(reader.message()));
        case 15 -> throw wrong("it has sparse constants");
        default -> reader.skip();
      }
    }
  }

  private void made(String name) throws ConversionException {
    if (!made.add(name)) {
      throw wrong("\"%s\" is made twice".formatted(name));
    }
  }

  private void add(OnnxNode node) throws ConversionException {
    for (String output : node.outputs()) {
      if (!output.isEmpty()) {
        made(output);
      }
    }
    nodes.add(node);
  }

  private String valueName(WireReader reader) throws IOException {
    String name = "";
    for (int field = reader.field(); field != 0; field = reader.field()) {
      count();
      if (field == 1) {
        name = reader.text();
      } else {
        reader.skip();
      }
    }
    return name;
  }

  private OnnxNode node(WireReader reader) throws IOException {
    var read = new ArrayList<String>();
    var written = new ArrayList<String>();
    var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
    String name = "";
    String type = "";
    String domain = "";
    for (int field = reader.field(); field != 0; field = reader.field()) {
      count();
      switch (field) {
        case 1 -> read.add(reader.text());
        case 2 -> written.add(reader.text());
        case 3 -> name = reader.text();
        case 4 -> type = reader.text();
        case 5 -> attribute(reader.message(), attributes);
        case 7 -> domain = reader.text();
        default -> reader.skip();
      }
    }
    return new OnnxNode(
        name,
        type,
        domain.equals("ai.onnx") ? "" : domain,
        List.copyOf(read),
        List.copyOf(written),
        attributes);
  }

  private void attribute(WireReader reader, Map<String, OnnxNode.Attribute> into)
      throws IOException {
    String name = "";
    long number = 0;
    float single = 0;
    String text = "";
    var numbers = new ArrayList<Long>();
    OnnxTensor tensor = null;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      count();
      switch (field) {
        case 1 -> name = reader.text();
        case 2 -> single = reader.single();
        case 3 -> number = reader.number();
        case 4 -> text = shortText(reader);
        case 5 -> tensor = tensors.read(reader.message());
        case 8 -> tensors.numbers(reader, numbers);
        default -> reader.skip();
      }
    }
    into.put(name, new OnnxNode.Attribute(number, single, text, List.copyOf(numbers), tensor));
  }

  /** A text of which any bytes may be part; other than names, long ones are of no interest. */
  private String shortText(WireReader reader) throws IOException {
    WireReader.Extent extent = reader.extent();
    return extent.length() > 256
        ? ""
        : new String(bytes.read(extent.start(), (int) extent.length()), StandardCharsets.UTF_8);
  }
}
