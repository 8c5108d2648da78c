package org.mekiki.weights.converter.onnx;

import java.util.Arrays;
import java.util.Optional;
import org.mekiki.weights.converter.safetensors.Dtype;

/** Number formats of tensors, by their names in ONNX. */
public enum OnnxType {
  FLOAT(1, Dtype.F32),
  UINT8(2, Dtype.U8),
  INT8(3, Dtype.I8),
  UINT16(4, Dtype.U16),
  INT16(5, Dtype.I16),
  INT32(6, Dtype.I32),
  INT64(7, Dtype.I64),
  BOOL(9, Dtype.BOOL),
  FLOAT16(10, Dtype.F16),
  DOUBLE(11, Dtype.F64),
  UINT32(12, Dtype.U32),
  UINT64(13, Dtype.U64),
  BFLOAT16(16, Dtype.BF16);

  private final int code;
  private final Dtype dtype;

  OnnxType(int code, Dtype dtype) {
    this.code = code;
    this.dtype = dtype;
  }

  /** {@return the format by its name in safetensors files} */
  public Dtype dtype() {
    return dtype;
  }

  /** Bytes of a number. */
  int bytes() {
    return dtype.bits() / Byte.SIZE;
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
