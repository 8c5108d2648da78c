package org.mekiki.weights.converter.setfit;

import java.util.Map;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.Buildable;

/** An object of scikit-learn: its attributes by name. */
final class ScikitModel implements Buildable {
  private final String file;
  private Map<?, ?> attributes = Map.of();

  ScikitModel(String file) {
    this.file = file;
  }

  @Override
  public void build(Object state) throws ConversionException {
    if (!(state instanceof Map<?, ?> map)) {
      throw new ConversionException(file + ": the classifier in it has no attributes");
    }
    attributes = map;
  }

  /** An array among the attributes. */
  NumpyArray array(String name) throws ConversionException {
    if (attributes.get(name) instanceof NumpyArray array) {
      return array;
    }
    throw new ConversionException(
        "%s: the classifier in it lacks \"%s\"; it was not trained".formatted(file, name));
  }

  /** A text among the attributes; empty where there is none. */
  String text(String name) {
    return attributes.get(name) instanceof String text ? text : "";
  }
}
