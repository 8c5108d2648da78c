package org.mekiki.weights.converter.pickle;

import java.util.LinkedHashMap;
import java.util.List;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * Python's {@code OrderedDict}. PyTorch puts attributes on one, with versions of modules, of which
 * none is kept.
 */
final class OrderedDictionary extends LinkedHashMap<Object, Object> implements Buildable {
  private static final long serialVersionUID = 1L;

  @Override
  public void build(Object state) {
    // Attributes of a dictionary are none of its entries.
  }

  /**
   * Stands for its constructor, with the pairs that Python 2 gave it.
   *
   * @param room how many entries it may have at most
   */
  static OrderedDictionary of(List<Object> arguments, int room, String file)
      throws ConversionException {
    var dictionary = new OrderedDictionary();
    if (arguments.isEmpty()) {
      return dictionary;
    }
    if (arguments.size() != 1
        || !(arguments.getFirst() instanceof List<?> pairs)
        || pairs.size() > room) {
      throw new ConversionException(
          "%s: an OrderedDict is made of something other than a list of up to %d pairs"
              .formatted(file, room));
    }
    for (Object pair : pairs) {
      if (!(pair instanceof List<?> two) || two.size() != 2) {
        throw new ConversionException(
            file + ": an OrderedDict is made of something other than pairs");
      }
      dictionary.put(PickleStack.key(two.get(0), file), two.get(1));
    }
    return dictionary;
  }
}
