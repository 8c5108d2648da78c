package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.train.LabelledText;

/**
 * Models that a new one learns from: their probabilities are a part of the right answer (Hinton,
 * Vinyals and Dean 2015, at temperature 1). What they say of a text that nobody is sure about
 * teaches more than its label, and a small model follows a large one further than it comes alone.
 *
 * @param choice that they were loaded for
 * @param models the teachers, in its order
 */
record Teachers(TeacherChoice choice, List<Classifier> models) {
  /** Texts that are asked of at a time. */
  private static final int CHUNK = 1024;

  /** None. */
  static Teachers none(TeacherChoice choice) {
    return new Teachers(choice, List.of());
  }

  /**
   * Loads the teachers.
   *
   * @param problem what the answers are
   * @param told what the user should know of their directories
   */
  static Teachers load(
      TeacherChoice choice, ProblemType problem, Consumer<String> told, ComputeContext context)
      throws IOException {
    if (choice.isGiven() && problem != ProblemType.SINGLE_LABEL) {
      throw new UserException("--teacher needs one class per text: --problem single");
    }
    var models = new ArrayList<Classifier>();
    for (Path path : choice.paths()) {
      models.add(new ModelOption(path).tell(told).loadClassifier("train --teacher", context));
    }
    return new Teachers(choice, models);
  }

  /** {@return the classes as the first teacher names them} */
  List<String> labels() {
    return models.getFirst().labels();
  }

  /**
   * Refuses teachers of other classes.
   *
   * @param names classes of the model that learns
   */
  void require(List<String> names) {
    for (int i = 0; i < models.size(); i++) {
      List<String> known = models.get(i).labels();
      if (!new HashSet<>(known).equals(new HashSet<>(names))) {
        throw new UserException(
            "the teacher %s knows the classes %s; the model learns %s; name the model's with --labels"
                .formatted(
                    choice.paths().get(i), String.join(", ", known), String.join(", ", names)));
      }
    }
  }

  /**
   * What is to be learnt of texts.
   *
   * @param items the texts
   * @param labelled the same with their labels
   * @param names classes of the model that learns
   * @return with the teachers' part; as they are where there is no teacher
   */
  List<LabelledText> taught(
      List<TrainTexts.Item> items,
      List<LabelledText> labelled,
      List<String> names,
      Console console) {
    if (models.isEmpty()) {
      return labelled;
    }
    console
        .out()
        .println(console.speech().say("asking the teachers about %,d texts", items.size()));
    console.out().flush();
    var taught = new ArrayList<LabelledText>();
    for (int from = 0; from < items.size(); from += CHUNK) {
      int to = Math.min(items.size(), from + CHUNK);
      float[][] answers = answers(items.subList(from, to), names);
      for (int i = from; i < to; i++) {
        taught.add(taught(labelled.get(i), answers[i - from]));
      }
    }
    return taught;
  }

  private LabelledText taught(LabelledText text, float[] answer) {
    if (text.target() == TrainLabels.UNKNOWN) {
      return LabelledText.ofProbabilities(text.text(), best(answer), answer);
    }
    float[] mixed = answer.clone();
    for (int c = 0; c < mixed.length; c++) {
      mixed[c] *= (float) choice.share();
    }
    mixed[text.target()] += (float) (1 - choice.share());
    return LabelledText.ofProbabilities(text.text(), text.target(), mixed);
  }

  private static int best(float[] answer) {
    int best = 0;
    for (int c = 1; c < answer.length; c++) {
      best = answer[c] > answer[best] ? c : best;
    }
    return best;
  }

  /** The teachers' mean probabilities, in the order of the model's own classes. */
  private float[][] answers(List<TrainTexts.Item> items, List<String> names) {
    float[][] means = new float[items.size()][names.size()];
    for (Classifier teacher : models) {
      List<EncodedText> texts =
          items.stream().map(item -> teacher.encode(item.text(), item.pair())).toList();
      List<Prediction> predictions = teacher.predict(texts);
      for (int c = 0; c < names.size(); c++) {
        int there = teacher.labels().indexOf(names.get(c));
        for (int i = 0; i < means.length; i++) {
          means[i][c] += (float) (predictions.get(i).probabilities().get(there) / models.size());
        }
      }
    }
    return means;
  }

  /** What a run depends on, for its checkpoints. */
  void describe(Map<String, String> settings) {
    settings.put("--teacher", String.join(", ", models.stream().map(Classifier::sha256).toList()));
    settings.put("--teacher-share", choice.written());
  }
}
