package org.mekiki.core.autodiff;

import java.util.List;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;

/** One backward computation of an op. */
public final class BackwardPass extends Pass {
  BackwardPass(
      ComputeContext context,
      Workspace workspace,
      List<float[]> allocated,
      Recorder recorder,
      MultiplyAdds multiplyAdds) {
    super(context, workspace, allocated, recorder, multiplyAdds);
  }
}
