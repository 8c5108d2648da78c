package org.mekiki.core.train;

import java.util.List;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;

/**
 * What is trained: parameters, and the loss of examples.
 *
 * @param <E> an example
 */
public interface Objective<E> {
  /** {@return what training changes, in a fixed order} */
  List<Parameter> parameters();

  /**
   * What examples must have in common to be computed together, such as their length; compared by
   * {@code equals}.
   *
   * @param example an example
   * @return the same for examples that can be computed together
   */
  Object form(E example);

  /**
   * Size of an example for what is computed of it: its tokens.
   *
   * @param example an example
   * @return its tokens
   */
  int size(E example);

  /**
   * The loss of examples of one form.
   *
   * <p>It must not depend on what other examples are computed with them: what is random is drawn by
   * {@link Step#example}.
   *
   * @param tape a training tape, or an ordinary one where only the value is wanted
   * @param examples of one form
   * @param step where in the run this is
   * @return the mean loss, and what it is a mean of
   */
  Loss loss(Tape tape, List<E> examples, Step step);
}
