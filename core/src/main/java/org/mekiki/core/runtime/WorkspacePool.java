package org.mekiki.core.runtime;

import java.util.concurrent.LinkedBlockingQueue;

/** Workspaces that nobody uses; safe for many threads. */
final class WorkspacePool {
  private final LinkedBlockingQueue<Workspace> idle;

  /** A pool that keeps at most {@code most}. */
  WorkspacePool(int most) {
    idle = new LinkedBlockingQueue<>(most);
  }

  Workspace borrow() {
    Workspace workspace = idle.poll();
    return workspace == null ? new Workspace() : workspace;
  }

  void giveBack(Workspace workspace) {
    // One too many is left to the garbage collector.
    var _ = idle.offer(workspace);
  }
}
