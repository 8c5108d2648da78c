package org.mekiki.weights.converter.pickle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.file.ConversionException;

/** The only names that a pickle may mention, and for what it is read. Immutable. */
public final class PickleGlobals {
  private final Map<String, PickleGlobal> allowed = new LinkedHashMap<>();
  private final String purpose;

  private PickleGlobals(String purpose, List<PickleGlobal> allowed) {
    this.purpose = purpose;
    allowed.forEach(global -> this.allowed.put(global.name(), global));
  }

  /**
   * A table.
   *
   * @param purpose goes on a refusal, behind a semicolon: what is taken from such pickles, and what
   *     to do with another one
   * @param allowed all names
   * @return the table
   */
  public static PickleGlobals of(String purpose, List<PickleGlobal> allowed) {
    return new PickleGlobals(purpose, allowed);
  }

  /**
   * Looks a name up.
   *
   * @throws ConversionException if it is not in the table
   */
  PickleGlobal find(String module, String name, String file) throws ConversionException {
    String whole = module + "." + name;
    PickleGlobal global = allowed.get(whole);
    if (global == null) {
      throw new ConversionException(
          "%s: a pickle may contain programs, and this one names %s; %s"
              .formatted(file, PickleReader.shown(whole), purpose));
    }
    return global;
  }
}
