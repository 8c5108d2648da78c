package org.mekiki.cli.choice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of settings that somebody chose, and how the settings are called there. */
public final class Chosen {
  private final Naming naming;
  private final Map<String, Object> values = new HashMap<>();

  /** Nothing yet. */
  public Chosen(Naming naming) {
    this.naming = naming;
  }

  /** How settings are called. */
  public Naming naming() {
    return naming;
  }

  /**
   * Adds what was chosen.
   *
   * @param value null for nothing
   * @throws org.mekiki.cli.console.UserException if it is beyond the setting's limit
   */
  public <T> void put(Setting<T> setting, T value) {
    setting
        .beyond(value)
        .ifPresent(
            size -> {
              throw naming.refusal(
                  value instanceof Number
                      ? "{" + setting.name() + "} is %d; it can be %d at most"
                      : "{" + setting.name() + "} is given %d times; it can be %d times at most",
                  size,
                  setting.most());
            });
    values.put(setting.name(), value);
  }

  /** The value of a setting, or null. */
  // What is under a setting's name was put there with its type.
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting.name());
  }

  /** The strings of a setting, in their order; none where none was given. */
  List<String> all(Setting<List<String>> setting) {
    List<String> strings = get(setting);
    return strings == null ? List.of() : List.copyOf(strings);
  }

  /** Whether a flag is set. */
  boolean is(Setting<Boolean> setting) {
    return Boolean.TRUE.equals(get(setting));
  }
}
