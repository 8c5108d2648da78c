package org.mekiki.weights.converter.onnx;

import java.util.List;

/**
 * A constant of a graph, by its place.
 *
 * @param name in the graph; empty for the value of a node
 * @param code number of its format, as the file has it
 * @param dims dimensions
 * @param data where its numbers are
 */
record OnnxTensor(String name, long code, List<Long> dims, Data data) {
  /** Where numbers are. */
  sealed interface Data {
    /** As they are in memory, in the graph's file. */
    record Raw(WireReader.Extent extent) implements Data {}

    /** As they are in memory, in another file; the length may be absent, -1. */
    record External(String location, long offset, long length) implements Data {}

    /** A field of numbers, packed: of four or eight bytes each, or of as many as each needs. */
    record Packed(Kind kind, WireReader.Extent extent) implements Data {}

    /** A few numbers, by their bits. */
    record Few(Kind kind, long[] bits) implements Data {}

    /** None. */
    record None() implements Data {}
  }

  /** Fields in which numbers stand. */
  enum Kind {
    /** Of single precision. */
    FLOATS,
    /** Of double precision. */
    DOUBLES,
    /** Whole ones. */
    VARINTS
  }
}
