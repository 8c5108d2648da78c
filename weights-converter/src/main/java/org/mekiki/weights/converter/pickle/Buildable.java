package org.mekiki.weights.converter.pickle;

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
}
