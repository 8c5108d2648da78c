package org.mekiki.weights.converter.pickle;

import org.mekiki.weights.converter.file.ConversionException;

/** Finds what a pickle keeps outside itself. */
@FunctionalInterface
public interface PersistentIds {
  /**
   * Finds an object.
   *
   * @param id what the pickle calls it, of any type
   * @return what goes on the stack in its place
   * @throws ConversionException if there is no such object
   */
  Object load(Object id) throws ConversionException;
}
