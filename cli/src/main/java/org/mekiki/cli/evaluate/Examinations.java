package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.judge.ConstructedShortcut;
import org.mekiki.sig.judge.Convergence;
import org.mekiki.sig.judge.Examination;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.JudgedModel;
import org.mekiki.sig.judge.LargestLogit;
import org.mekiki.sig.judge.Plausibility;
import org.mekiki.sig.judge.Randomisation;
import org.mekiki.sig.judge.Shortcut;
import org.mekiki.sig.judge.ShortcutRecovery;
import org.mekiki.sig.judge.Stability;
import org.mekiki.sig.judge.fidelity.FineTunedFidelity;
import org.mekiki.transformer.Classifier;

/** Makes the examinations of one model. */
final class Examinations {
  /** The last texts, so many, are what the planted word's embedding is fitted on. */
  private static final int FITTING_TEXTS = 64;

  /** The same for fine-tuning, which has more to learn and shows each text several times. */
  private static final int TUNING_TEXTS = 256;

  private final ModelOption model;
  private final Classifier classifier;
  private final JudgedModel subject;
  private final List<JudgedMethod> methods;
  private final Set<FaithfulnessMetric> metrics;
  private final List<Example> examples;
  private final ExaminationOption options;
  private final long seed;

  Examinations(
      ModelOption model,
      Classifier classifier,
      Baseline baseline,
      List<JudgedMethod> methods,
      Set<FaithfulnessMetric> metrics,
      List<Example> examples,
      ExaminationOption options,
      long seed) {
    this.model = model;
    this.classifier = classifier;
    this.methods = methods;
    this.metrics = metrics;
    this.examples = examples;
    this.options = options;
    this.seed = seed;
    TextModel answers = answering(classifier);
    TextModel explained = options.published() ? new LargestLogit(answers) : answers;
    subject = new JudgedModel(answers, explained, baseline);
  }

  /** A model as the protocol has it. */
  private TextModel answering(Classifier any) {
    return options.published() ? new TwiceEmbedded(any) : any;
  }

  /** Of a known class, whose logit is the explained value under either protocol. */
  private JudgedModel ofClass() {
    return JudgedModel.of(subject.answers(), subject.baseline());
  }

  Examination faithfulness() {
    return new Faithfulness(subject, methods, metrics, options.choice(), options.beam(), seed);
  }

  Examination plausibility() {
    return new Plausibility(subject, methods, Plausibility.meanShare(examples), seed);
  }

  Examination shortcut() throws IOException {
    return new ShortcutRecovery(ofClass(), planted(), methods, seed);
  }

  /** The last texts teach the word. */
  private Shortcut planted() throws IOException {
    int most = options.fineTunes() ? TUNING_TEXTS : FITTING_TEXTS;
    List<Example> last = examples.subList(Math.max(0, examples.size() - most), examples.size());
    if (!options.fineTunes()) {
      return ConstructedShortcut.of(subject.answers(), last, seed);
    }
    return model.read(
        file ->
            FineTunedShortcut.of(
                classifier, file.content(), last, examples, this::answering, seed));
  }

  Examination randomisation() throws IOException {
    Map<String, TextModel> stages = new LinkedHashMap<>();
    model
        .read(file -> new RandomisedModels(file, seed).stages(classifier.context()))
        .forEach((name, stage) -> stages.put(name, answering(stage)));
    return new Randomisation(ofClass(), stages, methods, seed);
  }

  Examination fidelity() throws IOException {
    TextModel copy = answering(maskTrained(FineTunedFidelity.USUAL_BOUND));
    return new FineTunedFidelity(ofClass(), copy, methods, FineTunedFidelity.USUAL_BOUND, seed);
  }

  /** A copy that has learnt from all texts with up to such a share of their words masked. */
  private Classifier maskTrained(double most) throws IOException {
    return model.read(
        file ->
            new MaskTraining(classifier, file.content(), subject.baseline(), seed)
                .copy(examples, most));
  }

  Examination convergence() {
    return new Convergence(subject, methods, baselines(), seed);
  }

  /** Those that the tokenizer has, the chosen one first. */
  private List<Baseline> baselines() {
    Baseline chosen = subject.baseline();
    var found = new ArrayList<>(List.of(chosen));
    for (Baseline other : Arrays.stream(Baseline.values()).filter(b -> b != chosen).toList()) {
      try {
        classifier.baselineRow(other);
        found.add(other);
      } catch (IllegalArgumentException e) {
        // The vocabulary has no such token.
      }
    }
    return found;
  }

  Examination stability() {
    return new Stability(subject, methods, examples, seed);
  }
}
