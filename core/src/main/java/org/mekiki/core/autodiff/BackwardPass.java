package org.mekiki.core.autodiff;

import java.util.ArrayList;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;

/** One backward computation of an op. */
public final class BackwardPass extends Pass {
  BackwardPass(ComputeContext context, Workspace workspace, ArrayList<float[]> allocated) {
    super(context, workspace, allocated);
  }
}
