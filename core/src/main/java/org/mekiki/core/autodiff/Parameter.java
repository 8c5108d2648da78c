package org.mekiki.core.autodiff;

import java.util.concurrent.atomic.AtomicLong;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * A weight that training changes: a value with a name, whose numbers are replaced in place.
 *
 * <p>As an operand it is a constant, but on a {@linkplain Tape#training training tape} an input
 * that gradients can be asked of. It may be read by several threads while nobody changes it.
 *
 * <p>See {@code docs/decisions/2026-11-26-training.md}.
 */
public final class Parameter implements Operand {
  private final String name;
  private final Tensor value;
  private final AtomicLong version = new AtomicLong();

  /**
   * A parameter that begins with a copy of these numbers.
   *
   * @param name by which checkpoints and messages know it
   * @param initial the numbers to begin with
   */
  public Parameter(String name, Tensor initial) {
    this.name = name;
    this.value = Tensor.wrap(initial.toArray(), 0, initial.shape());
  }

  /** {@return the name by which checkpoints and messages know it} */
  public String name() {
    return name;
  }

  /** The value as it is now; the same tensor before and after a change. */
  @Override
  public Tensor value() {
    return value;
  }

  @Override
  public Shape shape() {
    return value.shape();
  }

  /** {@return the numbers, to be changed in place; whoever did so calls {@link #changed}} */
  public float[] values() {
    return value.array();
  }

  /** Tells that the numbers were changed, so that nobody uses what was made of the old ones. */
  public void changed() {
    version.incrementAndGet();
  }

  /** {@return grows with every change} */
  public long version() {
    return version.get();
  }

  @Override
  public String toString() {
    return "Parameter(" + name + " " + shape() + ")";
  }
}
