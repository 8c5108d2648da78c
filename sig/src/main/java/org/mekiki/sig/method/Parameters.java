package org.mekiki.sig.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a method by name, in the order that they are given in. */
final class Parameters {
  private final Map<String, Number> map = new LinkedHashMap<>();

  private Parameters() {}

  static Parameters of(String name, Number value) {
    return new Parameters().with(name, value);
  }

  Parameters with(String name, Number value) {
    map.put(name, value);
    return this;
  }

  Map<String, Number> map() {
    return Collections.unmodifiableMap(map);
  }
}
