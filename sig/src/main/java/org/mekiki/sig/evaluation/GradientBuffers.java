package org.mekiki.sig.evaluation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;

/**
 * Gradients and integrals of the paths of one explanation. They come from the context and go back
 * to it, so a loop of explanations allocates none; used by one thread.
 */
public final class GradientBuffers implements AutoCloseable {
  private final ComputeContext context;
  private final Workspace workspace;
  private final Set<float[]> gradients = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<double[]> integrals = Collections.newSetFromMap(new IdentityHashMap<>());

  GradientBuffers(ComputeContext context) {
    this.context = context;
    workspace = context.borrowResultWorkspace();
  }

  /**
   * {@return at least so many values, dirty}
   *
   * @param size their number
   */
  public float[] gradient(int size) {
    float[] taken = workspace.take(size);
    gradients.add(taken);
    return taken;
  }

  /**
   * {@return exactly so many values, dirty}
   *
   * @param size their number
   */
  public double[] integral(int size) {
    double[] taken = workspace.takeDoubles(size);
    integrals.add(taken);
    return taken;
  }

  /**
   * Takes a gradient back before the end.
   *
   * @param gradient one that {@link #gradient} gave
   */
  public void free(float[] gradient) {
    if (gradients.remove(gradient)) {
      workspace.give(gradient);
    }
  }

  /**
   * Takes an integral back before the end.
   *
   * @param integral one that {@link #integral} gave
   */
  public void free(double[] integral) {
    if (integrals.remove(integral)) {
      workspace.give(integral);
    }
  }

  /** Takes all back. */
  @Override
  public void close() {
    gradients.forEach(workspace::give);
    integrals.forEach(workspace::give);
    gradients.clear();
    integrals.clear();
    context.giveBackResults(workspace);
  }
}
