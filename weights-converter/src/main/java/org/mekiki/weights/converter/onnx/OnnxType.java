package org.mekiki.weights.converter.onnx;

import java.util.Arrays;
import java.util.Optional;

/** Number formats of tensors, by their names in ONNX. */
public enum OnnxType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2);

  private final int code;
  private final int bytes;

  OnnxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** The format with this number in files; empty for one that no encoder's numbers have. */
  static Optional<OnnxType> of(long code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** Whether these are numbers with a point. */
  boolean isFloating() {
    return this == FLOAT || this == FLOAT16 || this == BFLOAT16 || this == DOUBLE;
  }
}
