package org.mekiki.sig.attribution;

import java.util.List;
import java.util.Map;

/** A way to attribute F to the rows of its input: the extension point for new methods. */
public interface AttributionMethod {
  /** {@return the name in options and outputs} */
  String name();

  /**
   * {@return what kind of method it is: one that integrates and promises nothing, unless it says
   * so}
   */
  default MethodTraits traits() {
    return MethodTraits.of(name(), Guarantee.NONE).integrating();
  }

  /** {@return the name for readers, such as "Integrated Gradients"} */
  default String title() {
    return traits().title();
  }

  /** {@return what it promises of its scores} */
  default Guarantee guarantee() {
    return traits().guarantee();
  }

  /** {@return whether its scores have a sign, and so speak for or against the class} */
  default boolean signed() {
    return traits().signed();
  }

  /** {@return whether it scores every feature of a row} */
  default boolean hasFeatures() {
    return traits().features();
  }

  /** {@return whether it asks what a row is moved from} */
  default boolean usesBaseline() {
    return traits().baseline();
  }

  /** {@return its own settings, by the names that options have, in the order to show them} */
  default Map<String, Number> parameters() {
    return Map.of();
  }

  /** {@return whether it integrates, so that {@link RunSettings#integration} has a meaning} */
  default boolean integrates() {
    return traits().integrates();
  }

  /**
   * Whether it looks at {@link RunSettings#deadline} and leaves out what it has not begun then. A
   * budget of time is only estimated for a method that does not.
   *
   * @return whether it keeps to a deadline; false unless it says so
   */
  default boolean keepsTime() {
    return false;
  }

  /**
   * Whether it begins with a pass over the unmodified input and takes {@link AttributionTask#kept}
   * for it. Its {@link #costs} name that pass all the same.
   *
   * @return whether the pass that gives the model's answer is to be kept; false unless it says so
   */
  default boolean usesKeptPass() {
    return false;
  }

  /**
   * What it evaluates at the least.
   *
   * @param settings rule and steps
   * @param targets number of explained scalars
   * @return the passes of one run from one baseline
   */
  PassCosts costs(RunSettings settings, int targets);

  /**
   * The same for certain units, where it depends on them.
   *
   * @param settings rule and steps
   * @param targets number of explained scalars
   * @param words the words that are scored
   * @param phrases sets of rows that are scored beside them
   * @return the passes of one run from one baseline; those of {@link #costs(RunSettings, int)}
   *     unless the method knows better
   */
  default PassCosts costs(
      RunSettings settings, int targets, List<RowSet> words, List<RowSet> phrases) {
    return costs(settings, targets);
  }

  /**
   * Attributes the scalars of a task, which share what they can.
   *
   * @param task what is asked
   * @return one attribution a target
   */
  List<Attribution> attribute(AttributionTask task);

  /**
   * Attributes the one scalar of a task.
   *
   * @param task what is asked, with one target
   * @return its attribution
   * @throws IllegalArgumentException if the task has several targets
   */
  default Attribution attributeOne(AttributionTask task) {
    if (task.targets().size() != 1) {
      throw new IllegalArgumentException(
          "one target is attributed, but the task has " + task.targets().size());
    }
    return attribute(task).getFirst();
  }
}
