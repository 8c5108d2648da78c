package org.mekiki.sig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All methods by name. */
public final class Methods {
  private static final Map<String, Function<MethodSettings, AttributionMethod>> ALL = all();

  private Methods() {}

  private static Map<String, Function<MethodSettings, AttributionMethod>> all() {
    var all = new LinkedHashMap<String, Function<MethodSettings, AttributionMethod>>();
    all.put("sig", _ -> new SequentialPaths());
    all.put("sig-exact", _ -> new ExactScores());
    all.put("ig", _ -> new JointPath());
    return all;
  }

  /** The names, in the order to show them. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * A method.
   *
   * @param settings of which it takes those that it has
   * @throws IllegalArgumentException if there is none of this name
   */
  public static AttributionMethod of(String name, MethodSettings settings) {
    Function<MethodSettings, AttributionMethod> maker = ALL.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "there is no method \"%s\"; the methods are %s"
              .formatted(name, String.join(", ", names())));
    }
    return maker.apply(settings);
  }
}
