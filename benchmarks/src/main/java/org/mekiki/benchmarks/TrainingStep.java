package org.mekiki.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.train.AdamW;
import org.mekiki.core.train.GradientSum;
import org.mekiki.core.train.Loss;
import org.mekiki.core.train.Optimizer;
import org.mekiki.core.train.ParameterGroup;
import org.mekiki.core.train.Step;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.train.Classification;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TokenizedText;
import org.mekiki.transformer.train.TrainableModel;

/** The embedded model and texts of random tokens to train it with. */
final class TrainingStep {
  private static final int VOCABULARY = 8000;
  private static final double LEARNING_RATE = 1e-5;

  private final Classification objective;
  private final List<LabelledText> examples = new ArrayList<>();
  private final Optimizer optimizer;
  private final GradientSum gradients;
  private final Tape tape;
  private final ComputeContext context;
  private long number;

  TrainingStep(int texts, int tokens, double dropout, ComputeContext context) throws IOException {
    this.context = context;
    try (ModelFile file = BenchmarkModel.embeddedFile()) {
      TrainableModel model =
          TrainableModel.of(
              ModelDesign.of(file.content()),
              file.content().tensors(),
              DropoutRates.of(dropout),
              1);
      objective = new Classification(model, 0, 0);
    }
    int[] ids = tokens(texts, tokens);
    int[] targets = targets(texts);
    for (int i = 0; i < texts; i++) {
      examples.add(LabelledText.ofClass(text(ids, i * tokens, tokens), targets[i]));
    }
    optimizer = new AdamW(ParameterGroup.byShape(objective.parameters(), 0.01));
    gradients = new GradientSum(objective.parameters(), context);
    tape = Tape.training(context);
  }

  private static TokenizedText text(int[] ids, int from, int count) {
    List<Encoding.Entry> entries =
        IntStream.range(from, from + count)
            .mapToObj(i -> new Encoding.Entry(ids[i], "x", 0, 0, 0, 0, i - from))
            .toList();
    return TokenizedText.of(new Encoding(entries, count).of("", null));
  }

  static int[] tokens(int texts, int tokens) {
    return new Random(3).ints((long) texts * tokens, 5, VOCABULARY).toArray();
  }

  static int[] targets(int texts) {
    return new Random(4).ints(texts, 0, 2).toArray();
  }

  /** Changes the weights once; the loss before. */
  double run() {
    double loss = differentiate();
    gradients.clip(1);
    optimizer.step(gradients, LEARNING_RATE, context);
    return loss;
  }

  private double differentiate() {
    tape.reset();
    gradients.clear();
    Loss loss = objective.loss(tape, examples, new Step(7, number++, 0));
    double value = loss.mean().value().getFlat(0);
    gradients.add(tape.backward(loss.mean()));
    return value;
  }

  /** The gradient of a weight. */
  float[] gradient(String name) {
    differentiate();
    return objective.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(gradients::of)
        .findFirst()
        .orElseThrow();
  }
}
