package org.mekiki.core.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** A few buffers for packing, shared by the threads that compute; empty slots are refilled. */
final class ScratchPool {
  private static final int SLOTS = 16;
  private final AtomicReferenceArray<float[]> slots = new AtomicReferenceArray<>(SLOTS);

  /** A buffer of at least {@code size} floats with arbitrary content. */
  float[] take(int size) {
    for (int i = 0; i < SLOTS; i++) {
      float[] buffer = slots.get(i);
      if (buffer != null && buffer.length >= size && slots.compareAndSet(i, buffer, null)) {
        return buffer;
      }
    }
    return new float[Math.max(1024, size + (size >>> 1))];
  }

  /** Gives a buffer back; where all slots are taken it replaces a smaller one or is dropped. */
  void give(float[] buffer) {
    for (int i = 0; i < SLOTS; i++) {
      float[] present = slots.get(i);
      if ((present == null || present.length < buffer.length)
          && slots.compareAndSet(i, present, buffer)) {
        return;
      }
    }
  }
}
