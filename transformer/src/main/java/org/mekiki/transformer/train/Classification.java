package org.mekiki.transformer.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.core.train.Loss;
import org.mekiki.core.train.Objective;
import org.mekiki.core.train.Step;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.SpecialTokens;

/**
 * Learns the classes of texts, or numbers: cross-entropy where one class is right, binary
 * cross-entropy of each class where several may be, the squared error in a regression. Where one is
 * right, a text may come with probabilities to learn instead of certainty: {@link
 * LabelledText#ofProbabilities}.
 */
public final class Classification implements Objective<LabelledText> {
  private final TrainableModel model;
  private final ProblemType problem;
  private final double smoothing;
  private final double wordDropout;
  private final OptionalInt unknown;
  private final MaskAugmentation masks;
  private final Indifference indifference;

  /**
   * An objective.
   *
   * @param model a sequence classifier
   * @param smoothing ε of label smoothing where one class is right, from 0 to below 1
   * @param wordDropout share of tokens that are made unknown in training (Iyyer et al. 2015)
   */
  public Classification(TrainableModel model, double smoothing, double wordDropout) {
    this(model, smoothing, wordDropout, null, null);
  }

  private Classification(
      TrainableModel model,
      double smoothing,
      double wordDropout,
      MaskAugmentation masks,
      Indifference indifference) {
    if (model.design().head().task() != Task.SEQUENCE_CLASSIFICATION) {
      throw new IllegalArgumentException("the model is not a sequence classifier");
    }
    if (!(smoothing >= 0 && smoothing < 1) || !(wordDropout >= 0 && wordDropout < 1)) {
      throw new IllegalArgumentException(
          "label smoothing and word dropout must be from 0 to below 1, got %s and %s"
              .formatted(smoothing, wordDropout));
    }
    SpecialTokens special = model.design().tokenizer().specialTokens();
    this.unknown = special.unk().isPresent() ? special.unk() : special.mask();
    if (wordDropout > 0 && unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "word dropout needs a token for unknown words, and the tokenizer has none");
    }
    this.model = model;
    this.problem = ProblemType.of(model.design().head());
    this.smoothing = smoothing;
    this.wordDropout = wordDropout;
    this.masks = masks;
    this.indifference = indifference;
  }

  /**
   * {@return the same objective, with words of training texts masked}
   *
   * @param other of which texts
   */
  public Classification withMasks(MaskAugmentation other) {
    return new Classification(model, smoothing, wordDropout, other, indifference);
  }

  /**
   * {@return the same objective, in which certain words are to make no difference}
   *
   * @param other which words, and how much that counts
   */
  public Classification indifferentTo(Indifference other) {
    return new Classification(model, smoothing, wordDropout, masks, other);
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public Object form(LabelledText example) {
    return example.text().form();
  }

  @Override
  public int size(LabelledText example) {
    return example.text().size();
  }

  @Override
  public Loss loss(Tape tape, List<LabelledText> examples, Step step) {
    var texts = new ArrayList<TokenizedText>();
    for (int i = 0; i < examples.size(); i++) {
      texts.add(withoutWords(examples.get(i).text(), step, i));
    }
    Variable logits = model.answers(tape, texts, step);
    Loss loss = loss(logits, examples, step);
    return indifference == null || !step.isTraining()
        ? loss
        : new Loss(
            plusReliance(tape, loss.mean(), logits, texts, step), loss.weight(), loss.hits());
  }

  /**
   * The loss with what the words make of a difference. All texts are asked once more, so that both
   * answers to a text have the same elements left out by dropout.
   */
  private Variable plusReliance(
      Tape tape, Variable loss, Variable logits, List<TokenizedText> texts, Step step) {
    List<TokenizedText> without = texts.stream().map(indifference::without).toList();
    if (without.equals(texts)) {
      return loss;
    }
    Variable others = model.answers(tape, without, step);
    return Ops.add(
        loss, Ops.scale(Ops.meanSquaredError(logits, others), (float) indifference.weight()));
  }

  private Loss loss(Variable logits, List<LabelledText> examples, Step step) {
    if (problem == ProblemType.SINGLE_LABEL) {
      int[] targets = examples.stream().mapToInt(LabelledText::target).toArray();
      return new Loss(
          ofOneClass(logits, examples, targets, step),
          examples.size(),
          Hits.ofClasses(logits.value(), targets));
    }
    Tensor targets = targets(examples, logits.shape());
    return problem == ProblemType.MULTI_LABEL
        ? new Loss(
            Ops.binaryCrossEntropy(logits, targets),
            examples.size(),
            Hits.ofSigns(logits.value(), targets))
        : new Loss(Ops.meanSquaredError(logits, targets), examples.size(), Double.NaN);
  }

  /** Smoothing and soft targets are means of training; an evaluation asks for the right class. */
  private Variable ofOneClass(
      Variable logits, List<LabelledText> examples, int[] targets, Step step) {
    if (!step.isTraining()) {
      return Ops.crossEntropy(logits, targets);
    }
    if (examples.stream().allMatch(example -> example.targets() == null)) {
      return Ops.crossEntropy(logits, targets, smoothing);
    }
    int classes = logits.shape().dim(1);
    float[] shares = new float[logits.shape().size()];
    for (int i = 0; i < targets.length; i++) {
      float[] soft = examples.get(i).targets();
      for (int c = 0; c < classes; c++) {
        double share = soft != null ? soft[c] : c == targets[i] ? 1 : 0;
        shares[i * classes + c] = (float) ((1 - smoothing) * share + smoothing / classes);
      }
    }
    return Ops.crossEntropy(logits, Tensor.wrap(shares, 0, logits.shape()));
  }

  private static Tensor targets(List<LabelledText> examples, Shape shape) {
    int outputs = shape.dim(1);
    float[] targets = new float[shape.size()];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.get(i).targets(), 0, targets, i * outputs, outputs);
    }
    return Tensor.wrap(targets, 0, shape);
  }

  private TokenizedText withoutWords(TokenizedText whole, Step step, int index) {
    if (!step.isTraining()) {
      return whole;
    }
    long seed = step.example(index);
    // Drawn apart from word dropout, which so stays as it is without masks.
    TokenizedText text = masks == null ? whole : masks.of(whole, ~seed);
    if (wordDropout == 0) {
      return text;
    }
    var random = new SplittableRandom(seed);
    int[] ids = text.ids().clone();
    for (int i = 0; i < ids.length; i++) {
      if (text.words()[i] >= 0 && random.nextDouble() < wordDropout) {
        ids[i] = unknown.getAsInt();
      }
    }
    return text.with(ids);
  }
}
