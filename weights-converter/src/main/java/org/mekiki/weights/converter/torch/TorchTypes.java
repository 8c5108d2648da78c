package org.mekiki.weights.converter.torch;

import java.util.Map;
import org.mekiki.weights.converter.safetensors.Dtype;

/** PyTorch's names of number formats. */
final class TorchTypes {
  /** Classes of storages. */
  static final Map<String, Dtype> STORAGES =
      Map.ofEntries(
          Map.entry("FloatStorage", Dtype.F32),
          Map.entry("DoubleStorage", Dtype.F64),
          Map.entry("HalfStorage", Dtype.F16),
          Map.entry("BFloat16Storage", Dtype.BF16),
          Map.entry("LongStorage", Dtype.I64),
          Map.entry("IntStorage", Dtype.I32),
          Map.entry("ShortStorage", Dtype.I16),
          Map.entry("CharStorage", Dtype.I8),
          Map.entry("ByteStorage", Dtype.U8),
          Map.entry("BoolStorage", Dtype.BOOL),
          Map.entry("ComplexFloatStorage", Dtype.C64));

  /** Formats. */
  static final Map<String, Dtype> DTYPES =
      Map.ofEntries(
          Map.entry("float32", Dtype.F32),
          Map.entry("float", Dtype.F32),
          Map.entry("float64", Dtype.F64),
          Map.entry("double", Dtype.F64),
          Map.entry("float16", Dtype.F16),
          Map.entry("half", Dtype.F16),
          Map.entry("bfloat16", Dtype.BF16),
          Map.entry("int64", Dtype.I64),
          Map.entry("int32", Dtype.I32),
          Map.entry("int16", Dtype.I16),
          Map.entry("int8", Dtype.I8),
          Map.entry("uint8", Dtype.U8),
          Map.entry("uint16", Dtype.U16),
          Map.entry("uint32", Dtype.U32),
          Map.entry("uint64", Dtype.U64),
          Map.entry("bool", Dtype.BOOL),
          Map.entry("complex64", Dtype.C64),
          Map.entry("float8_e4m3fn", Dtype.F8_E4M3),
          Map.entry("float8_e5m2", Dtype.F8_E5M2),
          Map.entry("float8_e4m3fnuz", Dtype.F8_E4M3FNUZ),
          Map.entry("float8_e5m2fnuz", Dtype.F8_E5M2FNUZ),
          Map.entry("float8_e8m0fnu", Dtype.F8_E8M0));

  private TorchTypes() {}
}
