package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.OnnxTensor.Data;
import org.mekiki.weights.converter.onnx.OnnxTensor.Kind;

/** Reads where a tensor's numbers are. */
final class TensorParser {
  private static final int MOST_DIMENSIONS = 16;

  private final StoredBytes bytes;
  private final Counter counter;

  /** Counts a part, and refuses one too many. */
  @FunctionalInterface
  interface Counter {
    /** Counts. */
    void count() throws ConversionException;
  }

  /** Of a file. */
  TensorParser(StoredBytes bytes, Counter counter) {
    this.bytes = bytes;
    this.counter = counter;
  }

  /** Reads a tensor's message. */
  OnnxTensor read(WireReader reader) throws IOException {
    String name = "";
    long code = 0;
    var dims = new ArrayList<Long>();
    var few = new ArrayList<Long>();
    Kind kind = null;
    Data data = null;
    boolean external = false;
    var entries = new Entries();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      counter.count();
      switch (field) {
        case 1 -> numbers(reader, dims);
        case 2 -> code = reader.number();
        case 4, 5, 7, 10, 11 -> {
          Kind found = field == 4 ? Kind.FLOATS : field == 10 ? Kind.DOUBLES : Kind.VARINTS;
          if (reader.isBytes()) {
            data = once(data, new Data.Packed(found, reader.extent()), name);
          } else {
            kind = found;
            few.add(reader.bits());
          }
        }
        case 8 -> name = reader.text();
        case 9 -> data = once(data, new Data.Raw(reader.extent()), name);
        case 13 -> entries.add(reader.message());
        case 14 -> external = reader.number() == 1;
        default -> reader.skip();
      }
    }
    if (dims.size() > MOST_DIMENSIONS) {
      throw new ConversionException(
          "%s: constant \"%s\" has %d dimensions, %d are supported"
              .formatted(bytes.name(), name, dims.size(), MOST_DIMENSIONS));
    }
    if (external) {
      data = once(data, entries.data(name), name);
    }
    if (!few.isEmpty()) {
      long[] bits = few.stream().mapToLong(Long::longValue).toArray();
      data = once(data, new Data.Few(kind, bits), name);
    }
    return new OnnxTensor(name, code, List.copyOf(dims), data == null ? new Data.None() : data);
  }

  private Data once(Data before, Data data, String name) throws ConversionException {
    if (before != null) {
      throw new ConversionException(
          "%s: constant \"%s\" has its numbers in two places".formatted(bytes.name(), name));
    }
    return data;
  }

  /** Appends whole numbers, packed or one. */
  void numbers(WireReader reader, List<Long> into) throws IOException {
    if (!reader.isBytes()) {
      into.add(reader.number());
      return;
    }
    for (WireReader packed = reader.message(); packed.hasMore(); ) {
      counter.count();
      into.add(packed.varint());
    }
  }

  /** What says where external numbers are. */
  private final class Entries {
    private String location = "";
    private String offset = "0";
    private String length = "-1";

    void add(WireReader reader) throws IOException {
      String key = "";
      String value = "";
      for (int field = reader.field(); field != 0; field = reader.field()) {
        counter.count();
        switch (field) {
          case 1 -> key = reader.text();
          case 2 -> value = reader.text();
          default -> reader.skip();
        }
      }
      switch (key) {
        case "location" -> location = value;
        case "offset" -> offset = value;
        case "length" -> length = value;
        default -> {}
      }
    }

    Data data(String name) throws ConversionException {
      try {
        return new Data.External(location, Long.parseLong(offset), Long.parseLong(length));
      } catch (NumberFormatException e) {
        throw new ConversionException(
            "%s: constant \"%s\" has offset \"%s\" and length \"%s\" in \"%s\"; these must be numbers"
                .formatted(bytes.name(), name, offset, length, location),
            e);
      }
    }
  }
}
