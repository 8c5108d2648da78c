package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.onnx.OnnxTensor.Data;
import org.mekiki.weights.converter.onnx.OnnxTensor.Kind;

/**
 * Numbers of a constant, in a file.
 *
 * @param name for messages
 * @param type their format
 * @param dims dimensions
 * @param bytes what holds them
 * @param extent where
 * @param packed whether whole numbers take as many bytes as each needs
 * @param few the numbers' bits where they are not in the file in one piece; null where they are
 */
record StoredNumbers(
    String name,
    OnnxType type,
    List<Integer> dims,
    StoredBytes bytes,
    WireReader.Extent extent,
    boolean packed,
    long[] few)
    implements Numbers {

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /** Checks where a tensor's numbers are. */
  static StoredNumbers of(OnnxTensor tensor, OnnxFile file) throws IOException {
    String what = "%s: constant \"%s\"".formatted(file.path(), tensor.name());
    OnnxType type =
        OnnxType.of(tensor.code())
            .orElseThrow(
                () ->
                    new ConversionException(
                        "%s has numbers of type %d, which are not supported"
                            .formatted(what, tensor.code())));
    long count = count(tensor, what);
    StoredBytes bytes = file.bytes();
    WireReader.Extent extent = new WireReader.Extent(0, 0);
    boolean packed = false;
    long[] few = null;
    long has;
    switch (tensor.data()) {
      case Data.Raw raw -> {
        extent = raw.extent();
        has = whole(extent.length(), type.bytes(), what);
      }
      case Data.External place -> {
        bytes = file.external(place.location(), tensor.name());
        extent = extent(place, bytes, count * type.bytes(), what);
        has = whole(extent.length(), type.bytes(), what);
      }
      case Data.Packed numbers -> {
        requireField(numbers.kind(), type, what);
        extent = numbers.extent();
        packed = numbers.kind() == Kind.VARINTS;
        // A whole number takes a byte at the least; that there are as many is seen when it is read.
        has =
            packed ? Math.min(count, extent.length()) : whole(extent.length(), type.bytes(), what);
      }
      case Data.Few numbers -> {
        requireField(numbers.kind(), type, what);
        few = numbers.bits();
        has = few.length;
      }
      case Data.None _ -> has = 0;
    }
    if (has != count) {
      throw new ConversionException(
          "%s of shape %s has %d numbers, needs %d".formatted(what, tensor.dims(), has, count));
    }
    List<Integer> dims = tensor.dims().stream().map(Math::toIntExact).toList();
    return new StoredNumbers(what, type, dims, bytes, extent, packed, few);
  }

  private static long count(OnnxTensor tensor, String what) throws ConversionException {
    long count = 1;
    for (long dim : tensor.dims()) {
      if (dim < 0 || dim > LARGEST || count * dim > LARGEST) {
        throw new ConversionException("%s of shape %s is too large".formatted(what, tensor.dims()));
      }
      count *= dim;
    }
    return count;
  }

  private static long whole(long length, int bytes, String what) throws ConversionException {
    if (length % bytes != 0) {
      throw new ConversionException(
          "%s has %d bytes, which is not a multiple of %d".formatted(what, length, bytes));
    }
    return length / bytes;
  }

  private static WireReader.Extent extent(
      Data.External place, StoredBytes bytes, long needed, String what) throws ConversionException {
    long length = place.length() == -1 ? needed : place.length();
    if (place.offset() < 0 || length < 0 || place.offset() > bytes.size() - length) {
      throw new ConversionException(
          "%s has %d bytes from %d on in %s, which has %d"
              .formatted(what, length, place.offset(), bytes.name(), bytes.size()));
    }
    return new WireReader.Extent(place.offset(), place.offset() + length);
  }

  private static void requireField(Kind kind, OnnxType type, String what)
      throws ConversionException {
    Kind wanted =
        switch (type) {
          case FLOAT -> Kind.FLOATS;
          case DOUBLE -> Kind.DOUBLES;
          default -> Kind.VARINTS;
        };
    if (kind != wanted) {
      throw new ConversionException("%s is %s, but its numbers are %s".formatted(what, type, kind));
    }
  }

  @Override
  public float[] read() throws IOException {
    float[] values = new float[count()];
    if (few != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] = ofBits(few[i]);
      }
    } else if (packed) {
      var reader = new WireReader(bytes, extent.start(), extent.end());
      for (int i = 0; i < values.length; i++) {
        values[i] = ofBits(reader.varint());
      }
      if (reader.hasMore()) {
        throw new ConversionException(
            "%s has more numbers than its shape %s".formatted(name, dims));
      }
    } else {
      int[] next = {0};
      bytes.forEachPart(
          extent.start(),
          extent.end(),
          part -> {
            while (part.hasRemaining()) {
              values[next[0]++] = next(part);
            }
          });
    }
    return values;
  }

  private float next(ByteBuffer part) {
    return switch (type) {
      case FLOAT -> part.getFloat();
      case DOUBLE -> (float) part.getDouble();
      case INT64, UINT64 -> ofBits(part.getLong());
      case INT32, UINT32 -> ofBits(part.getInt());
      case FLOAT16, BFLOAT16, INT16, UINT16 -> ofBits(part.getShort());
      case INT8, UINT8, BOOL -> ofBits(part.get());
    };
  }

  /** A number by its bits, of which those beyond its format's are of no interest. */
  private float ofBits(long bits) {
    return switch (type) {
      case FLOAT -> Float.intBitsToFloat((int) bits);
      case DOUBLE -> (float) Double.longBitsToDouble(bits);
      case FLOAT16 -> Float.float16ToFloat((short) bits);
      case BFLOAT16 -> Float.intBitsToFloat((int) bits << 16);
      case INT8 -> (byte) bits;
      case INT16 -> (short) bits;
      case INT32 -> (int) bits;
      case INT64, UINT64 -> bits;
      case UINT8, BOOL -> bits & 0xFF;
      case UINT16 -> bits & 0xFFFF;
      case UINT32 -> bits & 0xFFFF_FFFFL;
    };
  }
}
