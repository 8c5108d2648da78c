package org.mekiki.weights.converter.setfit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.Buildable;

/**
 * An array of NumPy: as NumPy itself pickles it, or as joblib does, which writes the elements into
 * the stream behind the object.
 *
 * <p>Source of the format: {@code joblib/numpy_pickle.py}.
 */
final class NumpyArray implements Buildable {
  private static final int MOST_BYTES = 16 << 20;

  private final String file;
  private final List<Integer> shape = new ArrayList<>();
  private List<Object> elements = List.of();
  private NumpyType type;
  private boolean columnsFirst;
  private boolean follows;
  private boolean padded;

  NumpyArray(String file) {
    this.file = file;
  }

  private ConversionException wrong() {
    return new ConversionException(file + ": it has a damaged array");
  }

  /** Joblib's attributes by name; or NumPy's version, shape, format, order and bytes. */
  @Override
  public void build(Object state) throws ConversionException {
    if (state instanceof Map<?, ?> attributes) {
      describe(attributes.get("shape"), attributes.get("dtype"));
      columnsFirst = "F".equals(attributes.get("order"));
      padded = attributes.get("numpy_array_alignment_bytes") != null;
      follows = true;
    } else if (state instanceof List<?> parts
        && parts.size() == 5
        && parts.get(4) instanceof byte[] bytes) {
      describe(parts.get(1), parts.get(2));
      columnsFirst = Boolean.TRUE.equals(parts.get(3));
      read(bytes);
    } else {
      throw wrong();
    }
  }

  private void describe(Object sizes, Object format) throws ConversionException {
    if (!(sizes instanceof List<?> list)
        || list.size() > 2
        || !(format instanceof NumpyType known)) {
      throw wrong();
    }
    shape.clear();
    for (Object size : list) {
      if (!(size instanceof Long number) || number < 0 || number > MOST_BYTES) {
        throw wrong();
      }
      shape.add(number.intValue());
    }
    type = known;
  }

  private long length() {
    return shape.stream().mapToLong(Integer::longValue).reduce(type.bytes(), (a, b) -> a * b);
  }

  @Override
  public Object built(Following following) throws IOException {
    if (follows) {
      follows = false;
      if (padded) {
        following.take(following.take(1, 1)[0] & 0xFF, 0xFF);
      }
      read(following.take(length(), MOST_BYTES));
    }
    return this;
  }

  private void read(byte[] bytes) throws ConversionException {
    if (bytes.length != length()) {
      throw wrong();
    }
    var in = ByteBuffer.wrap(bytes);
    var all = new ArrayList<Object>();
    while (in.hasRemaining()) {
      all.add(type.read(in));
    }
    elements = Collections.unmodifiableList(all);
  }

  /** Dimensions; none of a single element. */
  List<Integer> shape() {
    return shape;
  }

  /** The elements of one dimension. */
  List<Object> elements() {
    return elements;
  }

  /** The element of a matrix. */
  double at(int row, int column) throws ConversionException {
    int at = columnsFirst ? column * shape.get(0) + row : row * shape.get(1) + column;
    return number(elements.get(at));
  }

  /** The number of a vector. */
  double at(int index) throws ConversionException {
    return number(elements.get(index));
  }

  private double number(Object element) throws ConversionException {
    if (element instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new ConversionException(file + ": a weight in it is not a finite number");
  }
}
