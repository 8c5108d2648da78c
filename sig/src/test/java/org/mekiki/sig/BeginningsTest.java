package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.quadrature.Quadrature;
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.sig.text.Phrases;

/** Work is told of before it begins, and ends where its thread is interrupted. */
final class BeginningsTest {
  private final SmallTextModel model = new SmallTextModel();
  private final EncodedText text = model.encode("a bC dE f", null);

  private static final class Told implements Monitor {
    private final AtomicLong passes = new AtomicLong();
    private final AtomicLong reports = new AtomicLong();
    private final boolean refuses;

    Told(boolean refuses) {
      this.refuses = refuses;
    }

    @Override
    public boolean progress(long done, long total) {
      reports.incrementAndGet();
      return true;
    }

    @Override
    public void begins(long more, int tokens) {
      passes.addAndGet(more);
      if (refuses) {
        throw new IllegalStateException("too much");
      }
    }
  }

  private static Explainer explainer(String name) {
    return Explainer.of(Methods.of(name, MethodSettings.DEFAULT)).withTarget("1");
  }

  @Test
  void whatIsToldIsTheLeastThatIsEvaluated() {
    for (String name : Methods.names()) {
      if (name.startsWith("dig") || name.equals("deletion")) {
        continue; // asks for a table of embeddings, or for a shorter text
      }
      for (Explainer explainer :
          new Explainer[] {explainer(name).withSteps(7), explainer(name).withTolerance(0.01)}) {
        var told = new Told(false);
        long evaluated = explainer.explain(model, text, told).counts().total();
        assertTrue(
            told.passes.get() > 0 && told.passes.get() <= evaluated,
            "%s: %d told, %d evaluated".formatted(name, told.passes.get(), evaluated));
        if (!explainer.method().integrates() || explainer.equals(explainer.withSteps(7))) {
          assertEquals(evaluated, told.passes.get(), name);
        }
      }
    }
  }

  @Test
  void whatIsRefusedDoesNotBegin() {
    for (String name : Methods.names()) {
      var told = new Told(true);
      assertThrows(
          IllegalStateException.class, () -> explainer(name).explain(model, text, told), name);
      assertEquals(0, told.reports.get(), name);
    }
  }

  @Test
  void anInterruptedThreadEndsItsWork() {
    for (String name : Methods.names()) {
      if (name.equals("random")) {
        continue; // asks the model for its answer alone
      }
      Thread.currentThread().interrupt();
      try {
        // A method that cannot explain this model says so first.
        var e =
            assertThrows(
                RuntimeException.class,
                () -> explainer(name).explain(model, text, Monitor.NONE),
                name);
        assertTrue(
            e instanceof CancellationException || name.startsWith("dig"), name + " ended by " + e);
      } finally {
        assertTrue(Thread.interrupted(), "it stays interrupted");
      }
    }
    for (QuadratureRule rule :
        new QuadratureRule[] {QuadratureRule.GAUSS_LEGENDRE, QuadratureRule.GAUSS_KRONROD}) {
      Thread.currentThread().interrupt();
      try {
        assertThrows(CancellationException.class, () -> Quadrature.of(rule, 9_999));
      } finally {
        assertTrue(Thread.interrupted());
      }
    }
  }

  @Test
  void spansAreCountedBeforeTheyAreMade() {
    EncodedText longer = model.encode("a ".repeat(3000), null);
    var e = assertThrows(IllegalArgumentException.class, () -> Phrases.upTo(1000).find(longer));
    // Of 2 words there are 2999 spans, of 1000 words 2001: (2999 + 2001) · 999 / 2.
    assertTrue(e.getMessage().contains("are 2497500 phrases"), e.getMessage());
    assertEquals(2999 + 2998, Phrases.upTo(3).find(longer).size());
  }
}
