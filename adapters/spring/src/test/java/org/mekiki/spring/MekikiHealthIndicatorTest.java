package org.mekiki.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** A model that does not answer is down, with one sentence. */
final class MekikiHealthIndicatorTest {
  @TempDir private Path folder;

  @Test
  void aModelWhoseThreadsEndedIsDown() throws Exception {
    ComputeContext context = ComputeContext.ownedPool(2);
    SentenceEncoder model = SentenceEncoder.load(TestModels.encoder(folder), context);
    var probe = new ModelProbe("embedding", model, () -> model.embed("a"));
    var indicator = new MekikiHealthIndicator(context, List.of(probe));
    assertEquals(Status.UP, indicator.health().getStatus());
    context.close();
    Health health = indicator.health();
    assertEquals(Status.DOWN, health.getStatus());
    assertEquals(
        "the model for embedding does not answer: the compute context was closed",
        health.getDetails().get("problem"));
    assertEquals(model.sha256(), ((Map<?, ?>) health.getDetails().get("embedding")).get("sha256"));
  }
}
