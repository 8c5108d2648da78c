package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.train.LearningRateSchedule;
import org.mekiki.core.train.TrainingState;
import org.mekiki.sig.judge.truth.KnownTask;
import org.mekiki.sig.judge.truth.KnownTruth;
import org.mekiki.sig.judge.truth.TrueShares;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.WordPieceTrainer;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TrainableModel;

/**
 * Trains models that know tasks. Half of the texts have words masked, of each a share that is drawn
 * anew, and the answer is that of the rule without these words: a mask is a word that is not there.
 * Beside them stand models that have seen the same texts without masks.
 */
final class TruthTraining {
  private static final int TEXTS = 8000;
  private static final int HELD = 500;
  private static final int EPOCHS = 24;
  private static final int TEXTS_A_STEP = 32;
  private static final double RATE = 5e-4;

  /** Of the texts that it is tested on, with which it has learnt. */
  private static final double LEARNT = 0.999;

  private static final String MASK = "[MASK]";
  private static final String WITHOUT_MASKS = "no masks in training";

  private final TruthShape shape;
  private final long seed;
  private final ComputeContext context;
  private final Consumer<String> tell;

  /**
   * Training.
   *
   * @param shape of the models
   * @param seed of their texts, weights and order
   * @param context threads
   * @param tell what users should know, in sentences
   */
  TruthTraining(TruthShape shape, long seed, ComputeContext context, Consumer<String> tell) {
    this.shape = shape;
    this.seed = seed;
    this.context = context;
    this.tell = tell;
  }

  /** Trains a model with masks and one without for each task. */
  List<KnownTruth.Trained> models(List<KnownTask> tasks) throws IOException {
    Map<String, TextModel> masks = new HashMap<>();
    Map<String, TextModel> none = new HashMap<>();
    for (KnownTask task : tasks) {
      masks.put(task.name(), model(task, true));
      none.put(task.name(), model(task, false));
    }
    return List.of(new KnownTruth.Trained("", masks), new KnownTruth.Trained(WITHOUT_MASKS, none));
  }

  private Classifier model(KnownTask task, boolean masks) throws IOException {
    var trainable = TrainableModel.of(design(task), List.of(), DropoutRates.of(0), seed);
    var random = new Random(seed * 31 + task.name().hashCode() + 1);
    List<LabelledText> examples = texts(task, masks, TEXTS, random, trainable);
    List<LabelledText> held = texts(task, masks, HELD, random, trainable);
    var schedule = LearningRateSchedule.linear().withWarmUp(0.05);
    TrainingState state =
        new UntilLearnt(EPOCHS, TEXTS_A_STEP, RATE, schedule, LEARNT, seed)
            .train(trainable, examples, held, context);
    tell.accept(
        String.format(
            Locale.ROOT,
            "%s, %s: right in %.1f %% of %d other texts after %d steps",
            task.name(),
            masks ? "half of the texts with masks" : WITHOUT_MASKS,
            100 * state.score().accuracy(),
            HELD,
            state.step()));
    try (ModelFile file = ModelFile.of(trainable.content(ElementType.F32))) {
      return Classifier.of(file, context.inline());
    }
  }

  /** Every word is a token, and so is the mask. */
  private ModelDesign design(KnownTask task) {
    var tokens = new ArrayList<>(WordPieceTrainer.BERT_TOKENS);
    tokens.addAll(task.vocabulary());
    int length = TrueShares.MOST_WORDS + 2;
    Tokenizer tokenizer =
        WordPieceTrainer.bertTokenizer(
            tokens, new BertNormalizer(true, true, true, true), OptionalInt.of(length));
    Map<String, String> keys = shape.keys(tokens.size(), length);
    return ModelDesign.of(
        TruthShape.encoder(keys), tokenizer, Task.SEQUENCE_CLASSIFICATION, task.classes(), keys);
  }

  private static List<LabelledText> texts(
      KnownTask task, boolean masks, int count, Random random, TrainableModel trainable) {
    var texts = new ArrayList<LabelledText>();
    for (int i = 0; i < count; i++) {
      String[] words = task.text(random).toArray(String[]::new);
      // Drawn in either case, so that both models learn from the same texts.
      boolean some = random.nextBoolean();
      double share = random.nextDouble();
      for (int w = 0; w < words.length; w++) {
        boolean gone = random.nextDouble() < share;
        words[w] = masks && some && gone ? null : words[w];
      }
      int answer = task.answer(words);
      for (int w = 0; w < words.length; w++) {
        words[w] = words[w] == null ? MASK : words[w];
      }
      texts.add(
          LabelledText.ofClass(
              trainable.tokenize(String.join(" ", words), null, Integer.MAX_VALUE), answer));
    }
    return texts;
  }
}
