package org.mekiki.weights.converter.pickle;

import java.util.List;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * What stands for a Python class or function that pickles may name. It is code of this program;
 * nothing of a pickle is ever run.
 *
 * @param name with its module: {@code collections.OrderedDict}
 * @param value what the name itself means to the reader's caller; null where it is only called
 * @param call what stands for calling it; null where that is refused
 */
public record PickleGlobal(String name, Object value, Call call) {
  /** Python's dictionary with an order, which the reader makes itself. */
  public static final PickleGlobal ORDERED_DICT = named("collections.OrderedDict", null);

  /** Stands for a call. */
  @FunctionalInterface
  public interface Call {
    /**
     * Makes what the call would return.
     *
     * @param arguments from the pickle, of any types; null is Python's {@code None}
     * @return what goes on the stack in the call's place
     * @throws ConversionException if these are not arguments of such a call
     */
    Object apply(List<Object> arguments) throws ConversionException;
  }

  /**
   * A name that is called.
   *
   * @param name with its module
   * @param call what stands for the call
   * @return its meaning
   */
  public static PickleGlobal called(String name, Call call) {
    return new PickleGlobal(name, null, call);
  }

  /**
   * A name that is only mentioned.
   *
   * @param name with its module
   * @param value what it means
   * @return its meaning
   */
  public static PickleGlobal named(String name, Object value) {
    return new PickleGlobal(name, value, null);
  }
}
