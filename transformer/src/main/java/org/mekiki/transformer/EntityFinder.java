package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.entity.EntityChoice;
import org.mekiki.transformer.entity.EntityHead;
import org.mekiki.transformer.entity.EntityOptions;
import org.mekiki.transformer.entity.EntityRows;
import org.mekiki.transformer.entity.ScoredSpan;
import org.mekiki.transformer.entity.SplitWords;
import org.mekiki.transformer.entity.WordSpan;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * A model that finds entities of any kind: a text and labels in, the parts of the text that they
 * fit out (GLiNER). The labels are part of what the model reads; they are set by {@link
 * #withLabels}. Immutable, safe for many threads.
 *
 * <p>See {@code docs/decisions/2026-11-30-entities.md}.
 */
public final class EntityFinder extends ModelBase implements TaskModel {
  private static final int ADDED = -1;

  /** A threshold that every probability exceeds. */
  private static final double BELOW_ALL = -1;

  private final EntityHead head;
  private final List<String> labels;
  private final int marker;

  private EntityFinder(EncoderModel model, List<String> labels, int marker) {
    super(model);
    this.head = (EntityHead) model.head();
    this.labels = labels;
    this.marker = marker;
  }

  /**
   * A model without labels.
   *
   * @throws ModelFileException if the tokenizer lacks a token that stands between labels
   */
  static EntityFinder of(EncoderModel model) throws ModelFileException {
    EntityOptions options = ((EntityHead) model.head()).options();
    number(model, options.separator());
    return new EntityFinder(model, List.of(), number(model, options.marker()));
  }

  private static int number(EncoderModel model, String token) throws ModelFileException {
    OptionalInt id = model.design().tokenizer().idOf(token);
    if (id.isEmpty()) {
      throw new ModelFileException(
          "the model cannot be used: the tokenizer has no token \"%s\"".formatted(token));
    }
    return id.getAsInt();
  }

  EntityHead head() {
    return head;
  }

  /** {@return all that changes what is computed of rows} */
  public EntityOptions options() {
    return head.options();
  }

  /** {@return the labels that are looked for; none, before any are given} */
  public List<String> labels() {
    return labels;
  }

  /**
   * The same model that looks for these labels. Their words are none of a text's: nothing is
   * attributed to them, and offsets are those of the text alone.
   *
   * @param wanted what entities are called, such as {@code person}; any words in any language
   * @return the model with these labels
   * @throws IllegalArgumentException if there is none, one is blank or there twice, or one holds a
   *     token that stands between labels
   */
  public EntityFinder withLabels(List<String> wanted) {
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("there is no label to look for");
    }
    var seen = new HashSet<String>();
    for (String label : wanted) {
      if (label.isBlank()) {
        throw new IllegalArgumentException("a label is empty; give each some words");
      }
      if (!seen.add(label)) {
        throw new IllegalArgumentException("the label \"%s\" is given twice".formatted(label));
      }
      for (String token : List.of(options().marker(), options().separator())) {
        if (label.contains(token)) {
          throw new IllegalArgumentException(
              "the label \"%s\" contains %s, which separates labels".formatted(label, token));
        }
      }
      if (tokenizer().encodeWords(List.of(label), 1, 0).tokens().stream()
          .allMatch(Encoding.Entry::added)) {
        throw new IllegalArgumentException(
            "the label \"%s\" has no character that the model can read".formatted(label));
      }
    }
    return new EntityFinder(model(), List.copyOf(wanted), marker);
  }

  /**
   * Cuts a text into the tokens that the model reads, with the labels before it. What is too long
   * is cut from the text's end.
   *
   * @param text the text
   * @param pair null
   * @param maxLength tokens at most, those of the labels included; 0 for the model's limit
   * @throws IllegalArgumentException if no labels were given, there is a second text, or the labels
   *     leave no room for the text
   */
  @Override
  public EncodedText encode(String text, String pair, int maxLength) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("no labels were given to look for");
    }
    if (pair != null) {
      throw new IllegalArgumentException("entities are found in one text; there are two");
    }
    List<SplitWords.Word> words = SplitWords.of(text);
    var all = new ArrayList<String>();
    for (String label : labels) {
      all.add(options().marker());
      all.add(label);
    }
    all.add(options().separator());
    int before = all.size();
    words.forEach(word -> all.add(text.substring(word.start(), word.end())));
    int limit = model().limit(maxLength);
    Encoding encoding = tokenizer().encodeWords(all, before + options().words(), limit);
    boolean whole = encoding.tokens().stream().anyMatch(entry -> entry.word() == before - 1);
    boolean some = encoding.tokens().stream().anyMatch(entry -> entry.word() >= before);
    if (!whole || !some && !words.isEmpty() && encoding.untruncatedSize() > encoding.size()) {
      throw new IllegalArgumentException(
          "the labels leave no room for the text: the model reads at most %d tokens; give fewer labels"
              .formatted(limit));
    }
    List<Token> tokens =
        encoding.tokens().stream().map(entry -> token(entry, before, words)).toList();
    return new EncodedText(text, null, tokens, encoding.untruncatedSize());
  }

  private static Token token(Encoding.Entry entry, int before, List<SplitWords.Word> words) {
    if (entry.word() < before) {
      return new Token(entry.token(), entry.id(), entry.typeId(), ADDED, 0, 0, true, ADDED);
    }
    int start = words.get(entry.word() - before).start();
    return new Token(
        entry.token(),
        entry.id(),
        entry.typeId(),
        0,
        start + entry.start(),
        start + entry.end(),
        false,
        entry.word() - before);
  }

  /**
   * The same with a limit.
   *
   * @param truncation of which the limit counts; the text is cut at its end
   * @throws IllegalArgumentException as above, and if anything else is to be cut
   */
  @Override
  public EncodedText encode(String text, String pair, Truncation truncation) {
    if (truncation.strategy() == Truncation.Strategy.ONLY_SECOND
        || truncation.side() != Truncation.Side.RIGHT) {
      throw new IllegalArgumentException("after labels, a text can only be cut at its end");
    }
    return encode(text, pair, truncation.maxLength());
  }

  /** Where labels and words stand. */
  private EntityRows rows(EncodedText text) {
    var ofLabels = new ArrayList<Integer>();
    var ofWords = new ArrayList<Integer>();
    int last = ADDED;
    for (int i = 0; i < text.size(); i++) {
      Token token = text.tokens().get(i);
      if (token.added()) {
        if (token.id() == marker) {
          ofLabels.add(i);
        }
      } else if (token.word() != last) {
        ofWords.add(i);
        last = token.word();
      }
    }
    if (ofLabels.size() != labels.size()) {
      throw new IllegalArgumentException("the text was not read with these labels before it");
    }
    return new EntityRows(ofLabels, ofWords);
  }

  /** The words that were read, of a text. */
  private static List<SplitWords.Word> words(EncodedText text, EntityRows rows) {
    List<SplitWords.Word> all = SplitWords.of(text.text());
    return rows.words().stream().map(row -> all.get(text.tokens().get(row).word())).toList();
  }

  /**
   * The words that the model reads a text by: {@link WordSpan} counts these.
   *
   * @param text the text, as {@link #encode} gives it
   * @return where they stand, in order
   */
  public List<SplitWords.Word> words(EncodedText text) {
    return words(text, rows(text));
  }

  /**
   * The parts of a text that labels fit.
   *
   * @param text the text, as {@link #encode} gives it
   * @param choice which of them are taken
   * @return the entities, by their first words
   * @throws ArithmeticException if a logit is not finite
   */
  public List<Entity> find(EncodedText text, EntityChoice choice) {
    EntityRows rows = rows(text);
    List<SplitWords.Word> words = words(text, rows);
    if (words.isEmpty()) {
      return List.of();
    }
    List<ScoredSpan> found =
        head.candidates(read(text), rows, choice.threshold(), Integer.MAX_VALUE);
    return ScoredSpan.best(found, choice).stream().map(each -> entity(each, words)).toList();
  }

  private static Entity entity(ScoredSpan found, List<SplitWords.Word> words) {
    return new Entity(
        found.label(),
        found.span(),
        words.get(found.span().first()).start(),
        words.get(found.span().last()).end(),
        found.score());
  }

  /**
   * The words and the label that go best together, however small the probability; of a model that
   * finds entities by their ends, among those that are not longer than it says.
   *
   * @param text the text, as {@link #encode} gives it
   * @return the entity; empty where the text has no word
   * @throws ArithmeticException if a logit is not finite
   */
  public Optional<Entity> likeliest(EncodedText text) {
    EntityRows rows = rows(text);
    List<SplitWords.Word> words = words(text, rows);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return head.candidates(read(text), rows, BELOW_ALL, options().width()).stream()
        .reduce((a, b) -> b.score() > a.score() ? b : a)
        .map(each -> entity(each, words));
  }

  /** {@return how many words a span has at most} */
  public int widest() {
    return options().spans().byTokens() ? options().words() : options().width();
  }

  /** The encoder's rows of a text, [1, S, M]. */
  private Variable read(EncodedText text) {
    Tensor embeddings = model().embeddings(text);
    Shape batch = Shape.of(1, embeddings.shape().dim(0), embeddings.shape().dim(1));
    var tape = new Tape(context());
    return model().outputs(tape, text, tape.constant(embeddings.reshaped(batch)), RowRange.ALL);
  }

  /**
   * Probabilities that labels fit some words, whether these are an entity or not.
   *
   * @param text the text, as {@link #encode} gives it
   * @param span words of {@link #words(EncodedText)}
   * @return one a label
   * @throws IndexOutOfBoundsException if the text has fewer words
   * @throws ArithmeticException if a logit is not finite
   */
  public List<Double> probabilities(EncodedText text, WordSpan span) {
    EntityRows rows = checked(text, span);
    double[] all = head.probabilities(head.spanLogits(read(text), rows, List.of(span)));
    return Arrays.stream(all).boxed().toList();
  }

  private EntityRows checked(EncodedText text, WordSpan span) {
    EntityRows rows = rows(text);
    Objects.checkIndex(span.last(), rows.words().size());
    return rows;
  }

  /**
   * The question which labels fit some words of a text; its classes are the labels, each with a
   * logit of its own.
   *
   * @param text the text, as {@link #encode} gives it
   * @param span words of {@link #words(EncodedText)}
   * @return a model that answers for these words; it is to be asked about this text and its
   *     variants
   * @throws IndexOutOfBoundsException if the text has fewer words
   */
  public TextModel at(EncodedText text, WordSpan span) {
    return new EntityView(this, checked(text, span), span);
  }
}
