package org.mekiki.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks run once each, on the threads that were given. */
final class ComputeContextTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void everyTaskRunsOnce(int threads) {
    try (var context = ComputeContext.ownedPool(threads)) {
      for (int tasks : new int[] {0, 1, 2, 5, 100}) {
        var runs = new AtomicIntegerArray(Math.max(1, tasks));
        context.forEach(tasks, (i, _) -> runs.incrementAndGet(i));
        for (int i = 0; i < tasks; i++) {
          assertEquals(1, runs.get(i));
        }
      }
    }
  }

  @Test
  void twoThreadsWorkAtTheSameTime() throws InterruptedException {
    try (var context = ComputeContext.ownedPool(2)) {
      var both = new CountDownLatch(2);
      var met = ConcurrentHashMap.<Thread>newKeySet();
      context.forEach(
          2,
          (_, _) -> {
            both.countDown();
            try {
              assertTrue(both.await(30, TimeUnit.SECONDS), "the other task never began");
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            met.add(Thread.currentThread());
          });
      assertEquals(2, met.size());
    }
  }

  @Test
  void aBusyExecutorDoesNotStopTheWork() {
    var never = new CountDownLatch(1);
    try (var executor = Executors.newSingleThreadExecutor()) {
      executor.execute(
          () -> {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      var runs = new AtomicIntegerArray(10);
      ComputeContext.using(executor, 2).forEach(10, (i, _) -> runs.incrementAndGet(i));
      for (int i = 0; i < 10; i++) {
        assertEquals(1, runs.get(i));
      }
      never.countDown();
    }
  }

  @Test
  void theFirstFailureIsThrown() {
    try (var context = ComputeContext.ownedPool(2)) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  context.forEach(
                      50,
                      (i, _) -> {
                        if (i == 3) {
                          throw new IllegalStateException("task 3");
                        }
                      }));
      assertEquals("task 3", e.getMessage());
      var after = new AtomicIntegerArray(4);
      context.forEach(4, (i, _) -> after.incrementAndGet(i));
      assertEquals(1, after.get(3), "the context is usable after a failure");
    }
  }

  @Test
  void closingEndsOnlyOwnThreads() {
    try (var executor = Executors.newSingleThreadExecutor()) {
      ComputeContext.using(executor, 2).close();
      assertTrue(!executor.isShutdown());
    }
    var owned = ComputeContext.ownedPool(2);
    owned.close();
    assertThrows(RejectedExecutionException.class, () -> owned.forEach(4, (_, _) -> {}));
  }

  @Test
  void aThreadCountBelowOneIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> ComputeContext.ownedPool(0));
    assertTrue(e.getMessage().contains("at least 1"), e.getMessage());
    assertSame(
        ComputeContext.sequential().kernels(), ComputeContext.sequential().inline().kernels());
  }
}
