package org.mekiki.transformer.tokenizer.model;

import java.io.IOException;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.SettingsInput;
import org.mekiki.transformer.tokenizer.text.SettingsOutput;

/** The binary form of models: a tag each. */
public final class ModelCodec {
  private ModelCodec() {}

  /**
   * Writes a model: its tag, then its settings.
   *
   * @param model the model
   * @param out where to write
   * @throws IOException if writing fails
   */
  public static void write(TokenModel model, SettingsOutput out) throws IOException {
    switch (model) {
      case WordPieceModel wordPiece -> {
        out.tag(1);
        writeVocabulary(wordPiece, out);
        out.number(wordPiece.unknown());
        out.text(wordPiece.prefix());
        out.number(wordPiece.maxLength());
      }
      case BpeModel bpe -> {
        out.tag(3);
        writeVocabulary(bpe, out);
        out.list(bpe.merges(), out::text);
        BpeOptions options = bpe.options();
        out.number(options.unknown());
        out.text(options.continuingPrefix());
        out.text(options.endSuffix());
        out.flags(options.fuseUnknown(), options.byteFallback(), options.ignoreMerges());
      }
      case UnigramModel unigram -> {
        out.tag(unigram.isSingle() ? 6 : 4);
        writeVocabulary(unigram, out);
        for (double score : unigram.scores()) {
          out.out().writeDouble(score);
        }
        out.number(unigram.unknown());
        out.flag(unigram.byteFallback());
        if (unigram.isSingle()) {
          out.out().writeDouble(unigram.unknownScore());
        }
      }
      case WordLevelModel wordLevel -> {
        out.tag(5);
        writeVocabulary(wordLevel, out);
        out.number(wordLevel.unknown());
      }
      case CharacterModel characters -> {
        out.tag(7);
        writeVocabulary(characters, out);
        out.number(characters.unknown());
      }
      case CommaModel(TokenModel pieces, boolean prefix) -> {
        out.tag(8);
        write(pieces, out);
        out.flag(prefix);
      }
    }
  }

  private static void writeVocabulary(TokenModel model, SettingsOutput out) throws IOException {
    out.list(model.vocabulary().tokens(), out::text);
  }

  /**
   * Reads what {@link #write} writes.
   *
   * @param in where to read
   * @return the model
   * @throws IOException if reading fails, or what is there is no model
   */
  public static TokenModel read(SettingsInput in) throws IOException {
    int tag = in.tag();
    return switch (tag) {
      case 1 -> new WordPieceModel(readVocabulary(in), in.number(), in.text(), in.number());
      // The only byte-pair models of version 1 were those without options.
      case 2 -> new BpeModel(readVocabulary(in), in.list(in::text), BpeOptions.plain(in.number()));
      case 3 ->
          new BpeModel(
              readVocabulary(in),
              in.list(in::text),
              new BpeOptions(in.number(), in.text(), in.text(), in.flag(), in.flag(), in.flag()));
      case 4 -> readUnigram(in, false);
      case 5 -> new WordLevelModel(readVocabulary(in), in.number());
      case 6 -> readUnigram(in, true);
      case 7 -> new CharacterModel(readVocabulary(in), in.number());
      case 8 -> new CommaModel(in.nested(() -> read(in)), in.flag());
      default -> throw SettingsInput.unknown("model", tag);
    };
  }

  private static UnigramModel readUnigram(SettingsInput in, boolean single) throws IOException {
    Vocabulary vocabulary = readVocabulary(in);
    double[] scores = new double[vocabulary.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = in.score();
    }
    int unknown = in.number();
    boolean bytes = in.flag();
    return single
        ? UnigramModel.ofSentencePiece(vocabulary, scores, unknown, bytes, in.score())
        : new UnigramModel(vocabulary, scores, unknown, bytes);
  }

  private static Vocabulary readVocabulary(SettingsInput in) throws IOException {
    List<String> tokens = in.list(in::textOrNull);
    return new Vocabulary(tokens);
  }
}
