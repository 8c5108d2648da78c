package org.mekiki.core.runtime;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Buffers come back, and only after they were given back. */
final class WorkspaceTest {

  @Test
  void aReturnedBufferIsHandedOutAgain() {
    var workspace = new Workspace();
    float[] first = workspace.take(1000);
    assertNotSame(first, workspace.take(1000), "the first one is still in use");
    workspace.give(first);
    assertSame(first, workspace.take(1000));
  }

  @Test
  void buffersAreLongEnoughAndAtMostAQuarterLonger() {
    var workspace = new Workspace();
    for (int size = 0; size < 5000; size += 7) {
      int length = workspace.take(size).length;
      assertTrue(length >= size, size + " gave " + length);
      assertTrue(length <= Math.max(64, size + size / 4 + 1), size + " gave " + length);
    }
  }

  @Test
  void aPoisoningWorkspaceShowsUseAfterReturn() {
    Workspace workspace = Workspace.poisoning();
    float[] buffer = workspace.take(10);
    assertTrue(Float.isNaN(buffer[3]), "dirty from the start");
    buffer[3] = 1f;
    workspace.give(buffer);
    assertTrue(Float.isNaN(buffer[3]), "poisoned on return");
  }
}
