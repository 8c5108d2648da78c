package org.mekiki.core.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Task;

/**
 * All work that the ops of a tape did, in order, to be done again on the same buffers.
 *
 * <p>See {@code docs/decisions/2026-11-24-replay-and-sharing.md}.
 */
final class Recorder {
  private final List<Step> steps = new ArrayList<>();

  /** Pieces of work that may run side by side. */
  private record Step(int pieces, Task task) {}

  void add(int pieces, Task task) {
    steps.add(new Step(pieces, task));
  }

  int size() {
    return steps.size();
  }

  void clear() {
    steps.clear();
  }

  void replay(ComputeContext context) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      context.forEach(step.pieces(), step.task());
    }
  }
}
