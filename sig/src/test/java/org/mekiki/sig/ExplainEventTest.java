package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What an explanation tells JDK Flight Recorder. */
@Isolated("the flight recorder sees the whole Java machine")
final class ExplainEventTest {
  @TempDir private Path folder;

  @Test
  void anExplanationIsRecordedWithWhatItTook() throws Exception {
    var model = new SmallTextModel();
    String text = "a goodFilm, not a bad";
    Explanation unrecorded = SequentialIntegratedGradients.adaptive(0.01).explain(model, text);
    Path file = folder.resolve("explained.jfr");
    try (var recording = new Recording()) {
      recording.enable("org.mekiki.Explain");
      recording.start();
      SequentialIntegratedGradients.adaptive(0.01).explain(model, text);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertEquals(1, events.size());
    RecordedEvent event = events.getFirst();
    assertEquals("sig", event.getString("method"));
    assertEquals(unrecorded.text().size(), event.getInt("rows"));
    assertEquals(unrecorded.words().size(), event.getInt("words"));
    assertEquals(1, event.getInt("classes"));
    assertEquals(unrecorded.counts().forward(), event.getLong("forward"));
    assertEquals(unrecorded.counts().backward(), event.getLong("backward"));
    assertEquals(unrecorded.attribution().converged(), event.getBoolean("converged"));
  }
}
