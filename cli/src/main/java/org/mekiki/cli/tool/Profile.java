package org.mekiki.cli.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a model's time goes, by the events that the engine gives to JDK Flight Recorder: the same
 * that a service can record.
 */
final class Profile implements AutoCloseable {
  private static final String LOAD = "org.mekiki.Load";
  private static final String ENCODE = "org.mekiki.Encode";
  private static final String EXPLAIN = "org.mekiki.Explain";
  private static final String TEXT =
      "a warm and very funny film with a fine cast , a thin story and an ending that is too long";

  /** Texts that are answered in one call. */
  private static final int TEXTS = 64;

  private final Recording recording = new Recording();

  /** Begins to record. */
  Profile() {
    for (String name : List.of(LOAD, ENCODE, EXPLAIN)) {
      recording.enable(name);
    }
    recording.start();
  }

  @Override
  public void close() {
    recording.close();
  }

  /**
   * Lets the model work, and says what was recorded since the beginning.
   *
   * @param seconds for how long answers are asked for, and again for explanations
   * @param json gets the numbers
   * @return sentences, by what they are about
   */
  Map<String, String> of(TaskModel model, double seconds, ObjectNode json) throws IOException {
    Runnable answers = answers(model);
    if (answers != null) {
      repeat(seconds, answers);
    }
    if (model instanceof Classifier classifier) {
      var explainer = SequentialIntegratedGradients.adaptive(0.01);
      repeat(seconds, () -> explainer.explain(classifier, TEXT));
    }
    recording.stop();
    Map<String, List<RecordedEvent>> events = read();
    var sentences = new LinkedHashMap<String, String>();
    RecordedEvent load = events.get(LOAD).getLast();
    sentences.put(
        "load", String.format(Locale.ROOT, "%.0f ms with checksums and packing", ms(load)));
    json.putObject("load").put("ms", ms(load)).put("family", load.getString("family"));
    if (answers == null) {
      sentences.put("encode", "not measured: the model is for " + model.task().label());
    } else {
      addEncoding(late(events.get(ENCODE)), sentences, json.putObject("encode"));
    }
    if (model instanceof Classifier) {
      addExplaining(late(events.get(EXPLAIN)), sentences, json.putObject("explain"));
    }
    return sentences;
  }

  /** Answers to many texts of different lengths; null for models that are not asked so. */
  private static Runnable answers(TaskModel model) {
    String[] words = TEXT.split(" ", -1);
    var texts = new ArrayList<String>();
    for (int i = 0; i < TEXTS; i++) {
      texts.add(String.join(" ", Arrays.copyOf(words, 3 + i % (words.length - 2))));
    }
    return switch (model) {
      case Classifier classifier -> () -> classifier.predictAll(texts);
      case SentenceEncoder encoder -> () -> encoder.embedAll(texts);
      case TokenClassifier tagger -> {
        List<EncodedText> encoded =
            texts.stream().map(text -> tagger.encode(text, null, 0)).toList();
        yield () -> tagger.predict(encoded);
      }
      default -> null;
    };
  }

  private static void repeat(double seconds, Runnable work) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      work.run();
    } while (System.nanoTime() - end < 0);
  }

  private Map<String, List<RecordedEvent>> read() throws IOException {
    Path file = Files.createTempFile("mekiki", ".jfr");
    try {
      recording.dump(file);
      var events = new LinkedHashMap<String, List<RecordedEvent>>();
      List.of(LOAD, ENCODE, EXPLAIN).forEach(name -> events.put(name, new ArrayList<>()));
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        events.get(event.getEventType().getName()).add(event);
      }
      return events;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The second half, in which most of the code is compiled. */
  private static List<RecordedEvent> late(List<RecordedEvent> events) {
    List<RecordedEvent> sorted =
        events.stream().sorted(Comparator.comparing(RecordedEvent::getStartTime)).toList();
    return sorted.subList(sorted.size() / 2, sorted.size());
  }

  private static void addEncoding(
      List<RecordedEvent> events, Map<String, String> sentences, ObjectNode json) {
    long texts = sum(events, event -> event.getInt("texts"));
    long rows = sum(events, event -> event.getInt("rows"));
    double rate = rows / seconds(events);
    sentences.put(
        "encode",
        String.format(
            Locale.ROOT,
            "%.0f rows a second and thread; %d texts in %d batches, %d rows",
            rate,
            texts,
            events.size(),
            rows));
    json.put("batches", events.size())
        .put("texts", texts)
        .put("rows", rows)
        .put("seconds", seconds(events))
        .put("rows_per_second_and_thread", rate);
  }

  private static void addExplaining(
      List<RecordedEvent> events, Map<String, String> sentences, ObjectNode json) {
    long passes = sum(events, event -> event.getLong("forward") + event.getLong("backward"));
    double each = 1000 * seconds(events) / events.size();
    RecordedEvent last = events.getLast();
    sentences.put(
        "explain",
        String.format(
            Locale.ROOT,
            "%.1f ms for %d words in %d rows; %d explanations, %d passes",
            each,
            last.getInt("words"),
            last.getInt("rows"),
            events.size(),
            passes));
    json.put("explanations", events.size())
        .put("words", last.getInt("words"))
        .put("rows", last.getInt("rows"))
        .put("passes", passes)
        .put("ms", each);
  }

  private static long sum(List<RecordedEvent> events, ToLongFunction<RecordedEvent> number) {
    return events.stream().mapToLong(number).sum();
  }

  private static double seconds(List<RecordedEvent> events) {
    return sum(events, event -> event.getDuration().toNanos()) / 1e9;
  }

  private static double ms(RecordedEvent event) {
    return event.getDuration().toNanos() / 1e6;
  }
}
