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
  /** What training changes, in a fixed order. */
  List<Parameter> parameters();

  /**
   * What examples must have in common to be computed together, such as their length; compared by
   * {@code equals}.
   */
  Object form(E example);

  /** Size of an example for what is computed of it: its tokens. */
  int size(E example);

  /**
   * The loss of examples of one form.
   *
   * <p>It must not depend on what other examples are computed with them: what is random is drawn by
   * {@link Step#example}.
   *
   * @param tape a training tape, or an ordinary one where only the value is wanted
   */
  Loss loss(Tape tape, List<E> examples, Step step);
}
