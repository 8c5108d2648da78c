package org.mekiki.sig.method;

import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.KeptPass;
import org.mekiki.sig.attribution.PassCounts;

/**
 * The pass over the unmodified input that a method goes back through: the caller's, where it was
 * kept, and else one of its own.
 *
 * @param kept the pass
 * @param own whether it is the method's own
 * @param before multiply-adds that somebody else counts
 */
record InputPass(KeptPass kept, boolean own, long before) implements AutoCloseable {
  /** Of a task. */
  static InputPass of(AttributionTask task) {
    return task.kept()
        .map(pass -> new InputPass(pass, false, pass.tape().multiplyAdds()))
        .orElseGet(
            () ->
                new InputPass(
                    new KeptPass(task.function(), task.input().rows(), task.context()), true, 0));
  }

  /** What was computed since, with so many passes backward. */
  PassCounts counts(int backward) {
    return new PassCounts(own ? 1 : 0, backward, kept.tape().multiplyAdds() - before);
  }

  @Override
  public void close() {
    if (own) {
      kept.close();
    }
  }
}
