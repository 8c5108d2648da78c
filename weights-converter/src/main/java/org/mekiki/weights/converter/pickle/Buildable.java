package org.mekiki.weights.converter.pickle;

import java.io.IOException;
import org.mekiki.weights.converter.file.ConversionException;

/** An object that takes the state which a pickle has for it. */
public interface Buildable {
  /**
   * Takes its state.
   *
   * @param state as {@code __setstate__} would be given it
   * @throws ConversionException if this is no state of such an object
   */
  void build(Object state) throws ConversionException;

  /** The stream behind an object, where a program other than Python's own wrote into it. */
  @FunctionalInterface
  interface Following {
    /**
     * Takes bytes, which are then no longer in the stream.
     *
     * @param count how many
     * @param most how many may be taken
     * @return the bytes
     * @throws IOException if they are more than allowed, or not there
     */
    byte[] take(long count, int most) throws IOException;
  }

  /**
   * What takes its place once it has its state.
   *
   * @param following the stream behind it
   * @return itself, mostly
   * @throws IOException if the stream does not go on as it must
   */
  default Object built(Following following) throws IOException {
    return this;
  }
}
