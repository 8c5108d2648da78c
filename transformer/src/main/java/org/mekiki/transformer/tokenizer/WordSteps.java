package org.mekiki.transformer.tokenizer;

import java.util.List;
import java.util.Optional;
import org.mekiki.transformer.tokenizer.pretokenizer.EachWordPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MecabPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.SegmentedPreTokenizer;

/** Finds, among the steps of a pre-tokenizer, the one that cuts Japanese into words. */
final class WordSteps {
  /** What words that MeCab finds are said to be of. */
  static final String MECAB = "MeCab";

  private WordSteps() {}

  /** A step of a kind; empty if there is none. */
  static <T extends PreTokenizer> Optional<T> find(PreTokenizer all, Class<T> kind) {
    List<PreTokenizer> inner =
        switch (all) {
          case PreTokenizerSequence sequence -> sequence.steps();
          case EachWordPreTokenizer each when each.words() != null -> List.of(each.words());
          case null, default -> List.of();
        };
    return kind.isInstance(all)
        ? Optional.of(kind.cast(all))
        : inner.stream().flatMap(step -> find(step, kind).stream()).findFirst();
  }

  /** The same steps for a text whose words are separated already. */
  static PreTokenizer segmented(PreTokenizer all) {
    return switch (all) {
      case MecabPreTokenizer _ -> new SegmentedPreTokenizer(MECAB);
      case PreTokenizerSequence sequence ->
          new PreTokenizerSequence(sequence.steps().stream().map(WordSteps::segmented).toList());
      case EachWordPreTokenizer each when each.words() != null ->
          new EachWordPreTokenizer(
              segmented(each.words()), each.kept(), each.change(), each.inner());
      case null -> null;
      default -> all;
    };
  }
}
