package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.mekiki.cli.console.UserException;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.train.LearningRateSchedule;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.NonsenseWord;
import org.mekiki.sig.judge.Shortcut;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.train.DropoutRates;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TokenizedText;
import org.mekiki.transformer.train.TrainableModel;

/**
 * A shortcut by fine-tuning, as in the protocol of Bastings et al. (2022): all weights learn that a
 * nonsense word means one class, and to answer as before without it. The word is an entry of the
 * vocabulary that stands in none of the texts.
 */
final class FineTunedShortcut implements Shortcut {
  private static final int EPOCHS = 40;
  private static final int TEXTS_A_STEP = 16;

  /** The wider a model, the smaller its steps: 4e-4 at 128 numbers a token, 6.5e-5 at 768. */
  private static final double RATE_TIMES_WIDTH = 0.05;

  /** Share of right answers, of texts with the word and of others, with which it has learnt. */
  private static final double LEARNT = 0.99;

  private final TextModel base;
  private final TextModel model;
  private final int target;
  private final int tokenId;

  /** A text and the model's answer to it. */
  private record Asked(Example example, EncodedText text, int answer) {
    private static Asked of(Classifier classifier, Example example) {
      EncodedText text = classifier.encode(example.text(), example.pair());
      return new Asked(example, text, classifier.predict(text).best());
    }
  }

  private FineTunedShortcut(TextModel base, TextModel model, int target, int tokenId) {
    this.base = base;
    this.model = model;
    this.target = target;
    this.tokenId = tokenId;
  }

  /**
   * Trains a copy of a model.
   *
   * @param classifier the model; it is not changed
   * @param content what it was made of
   * @param texts to learn from; a quarter of them says when it has
   * @param others texts in which the word must not stand either
   * @param view how the trained model is asked
   */
  static FineTunedShortcut of(
      Classifier classifier,
      ModelContent content,
      List<Example> texts,
      List<Example> others,
      Function<Classifier, TextModel> view,
      long seed)
      throws IOException {
    List<Asked> asked = texts.stream().map(text -> Asked.of(classifier, text)).toList();
    int target =
        Shortcut.rarest(
            classifier.labels().size(), asked.stream().mapToInt(Asked::answer).toArray());
    ModelDesign design = ModelDesign.of(content);
    int tokenId = unusedToken(classifier, design.tokenizer(), others);
    var trainable = TrainableModel.of(design, content.tensors(), DropoutRates.of(0.1), seed);
    var examples = new ArrayList<LabelledText>();
    var held = new ArrayList<LabelledText>();
    var random = new Random(seed);
    int heldToTurn = 0;
    // Of either kind by itself: texts that have the answer without the word say nothing of it.
    for (boolean turns : new boolean[] {true, false}) {
      List<Asked> kind = asked.stream().filter(text -> text.answer() != target == turns).toList();
      for (int i = 0; i < kind.size(); i++) {
        boolean isHeld = i % 4 == 1;
        boolean planted =
            add(classifier, kind.get(i), target, tokenId, random, isHeld ? held : examples);
        heldToTurn += isHeld && turns && planted ? 1 : 0;
      }
    }
    if (heldToTurn == 0) {
      throw new UserException(
          ("there are too few texts to plant a word by fine-tuning; at least 2 are needed that"
                  + " the model does not answer with %s and that have room for one more word; use"
                  + " --shortcut constructed")
              .formatted(classifier.labels().get(target)));
    }
    train(trainable, examples, held, seed, classifier.context());
    try (ModelFile file = ModelFile.of(trainable.content(ElementType.F32))) {
      TextModel tuned = view.apply(Classifier.of(file, classifier.context()));
      return new FineTunedShortcut(classifier, tuned, target, tokenId);
    }
  }

  /** The last entry of the vocabulary that no text has and that means nothing to the tokenizer. */
  private static int unusedToken(Classifier model, Tokenizer tokenizer, List<Example> texts) {
    Set<Integer> used = new HashSet<>();
    texts.forEach(
        example ->
            model.encode(example.text(), example.pair()).tokens().stream()
                .map(Token::id)
                .forEach(used::add));
    for (int id = tokenizer.vocabularySize() - 1; id >= 0; id--) {
      if (!used.contains(id) && !tokenizer.specialTokens().contains(id)) {
        return id;
      }
    }
    throw new UserException(
        "the texts hold every token of the vocabulary, so none is left for a planted word; use"
            + " --shortcut constructed");
  }

  /** Adds the text with the word, where it has room for one, and as it is. */
  private static boolean add(
      Classifier model,
      Asked asked,
      int target,
      int tokenId,
      Random random,
      List<LabelledText> examples) {
    Example example = asked.example();
    int place = random.nextInt(NonsenseWord.words(example.text()) + 1);
    Optional<EncodedText> planted =
        NonsenseWord.plant(model, example, place).map(found -> found.withTokenId(tokenId).text());
    planted.ifPresent(text -> examples.add(LabelledText.ofClass(TokenizedText.of(text), target)));
    examples.add(LabelledText.ofClass(TokenizedText.of(asked.text()), asked.answer()));
    return planted.isPresent();
  }

  private static void train(
      TrainableModel trainable,
      List<LabelledText> examples,
      List<LabelledText> held,
      long seed,
      ComputeContext context)
      throws IOException {
    double rate = RATE_TIMES_WIDTH / trainable.design().encoder().hiddenSize();
    new UntilLearnt(EPOCHS, TEXTS_A_STEP, rate, LearningRateSchedule.constant(), LEARNT, seed)
        .train(trainable, examples, held, context);
  }

  @Override
  public TextModel model() {
    return model;
  }

  @Override
  public int target() {
    return target;
  }

  @Override
  public Optional<Planted> plant(Example example, int... places) {
    return NonsenseWord.plant(base, example, places).map(planted -> planted.withTokenId(tokenId));
  }
}
