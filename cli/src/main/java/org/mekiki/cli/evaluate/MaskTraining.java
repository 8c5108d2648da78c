package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.console.UserException;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.train.AdamW;
import org.mekiki.core.train.LearningRateSchedule;
import org.mekiki.core.train.ParameterGroup;
import org.mekiki.core.train.Trainer;
import org.mekiki.core.train.TrainingListener;
import org.mekiki.core.train.TrainingPlan;
import org.mekiki.core.train.TrainingState;
import org.mekiki.sig.judge.Example;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.tokenizer.SpecialTokens;
import org.mekiki.transformer.train.Classification;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.MaskAugmentation;
import org.mekiki.transformer.train.TokenizedText;
import org.mekiki.transformer.train.TrainableModel;

/**
 * Teaches a copy of a model to answer texts with random words masked. What it learns are the
 * model's own probabilities for the whole texts: the copy is to judge explanations of what this
 * model does, right or wrong, and data need not have labels.
 */
final class MaskTraining {
  private static final int EPOCHS = 20;
  private static final int TEXTS_A_STEP = 16;
  private static final int PATIENCE = 5;

  /** Small steps, since the model knows its task: 1e-4 at 128 numbers a token, 1.6e-5 at 768. */
  private static final double RATE_TIMES_WIDTH = 0.0128;

  /** One text of so many is not learnt from, but says which weights are the best. */
  private static final int HELD = 4;

  private final Classifier classifier;
  private final ModelContent content;
  private final Baseline baseline;
  private final long seed;

  /**
   * Training.
   *
   * @param classifier the model; it is not changed
   * @param content what it was made of
   * @param baseline the token that masks a word
   * @param seed of all that is random
   */
  MaskTraining(Classifier classifier, ModelContent content, Baseline baseline, long seed) {
    this.classifier = classifier;
    this.content = content;
    this.baseline = baseline;
    this.seed = seed;
  }

  /**
   * Trains a copy.
   *
   * @param texts to learn from, at least two
   * @param most the largest share of their words that is masked
   */
  Classifier copy(List<Example> texts, double most) throws IOException {
    ModelDesign design = ModelDesign.of(content);
    int mask = mask(design.tokenizer().specialTokens());
    if (texts.size() < 2) {
      throw new UserException(
          "a mask-trained copy needs at least 2 texts, one to learn from and one to test it; there"
              + " is "
              + texts.size());
    }
    var trainable = TrainableModel.of(design, content.tensors(), DropoutRates.of(0.1), seed);
    var examples = new ArrayList<LabelledText>();
    var held = new ArrayList<LabelledText>();
    for (int i = 0; i < texts.size(); i++) {
      LabelledText answered = answered(texts.get(i));
      if (i % HELD == 1) {
        held.add(answered);
        held.add(masked(answered, new MaskAugmentation(1, most, mask), seed * 31 + i));
      } else {
        examples.add(answered);
      }
    }
    var plan =
        new TrainingPlan(
            EPOCHS,
            TEXTS_A_STEP,
            TEXTS_A_STEP,
            RATE_TIMES_WIDTH / trainable.design().encoder().hiddenSize(),
            LearningRateSchedule.linear().withWarmUp(0.05),
            1,
            1,
            PATIENCE,
            0,
            seed);
    var state = new TrainingState(new AdamW(ParameterGroup.byShape(trainable.parameters(), 0.01)));
    var learning =
        new Classification(trainable, 0, 0).withMasks(new MaskAugmentation(1, most, mask));
    new Trainer<>(learning, plan, classifier.context())
        .run(examples, held, state, TrainingListener.NONE);
    state.restoreBest();
    try (ModelFile file = ModelFile.of(trainable.content(ElementType.F32))) {
      return Classifier.of(file, classifier.context());
    }
  }

  /** Judges mask by the baseline, and what they mask by is what has to be learnt. */
  private int mask(SpecialTokens special) {
    return special
        .of(baseline)
        .orElseThrow(
            () ->
                new UserException(
                    ("a mask-trained copy needs a token to mask with, and --baseline %s is not one;"
                            + " use mask, pad or unk, or leave f-fidelity out of --examine")
                        .formatted(baseline.label())));
  }

  private LabelledText answered(Example example) {
    EncodedText text = classifier.encode(example.text(), example.pair());
    Prediction prediction = classifier.predict(text);
    float[] probabilities = new float[prediction.probabilities().size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = prediction.probabilities().get(i).floatValue();
    }
    return LabelledText.ofProbabilities(TokenizedText.of(text), prediction.best(), probabilities);
  }

  private static LabelledText masked(LabelledText whole, MaskAugmentation masks, long of) {
    return new LabelledText(masks.of(whole.text(), of), whole.target(), whole.targets());
  }
}
