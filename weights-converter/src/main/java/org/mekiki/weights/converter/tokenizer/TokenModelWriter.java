package org.mekiki.weights.converter.tokenizer;

import static org.mekiki.weights.converter.tokenizer.NormalizerWriter.typed;

import java.util.List;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.BpeOptions;
import org.mekiki.transformer.tokenizer.model.CharacterModel;
import org.mekiki.transformer.tokenizer.model.CommaModel;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordLevelModel;
import org.mekiki.transformer.tokenizer.model.WordPieceModel;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models as {@code tokenizer.json} has them; the inverse of {@link ModelReader}. */
final class TokenModelWriter {
  /** How far a number may be from the one that the reference's way of reading makes the score. */
  private static final int NEIGHBOURS = 8;

  private TokenModelWriter() {}

  static ObjectNode write(Tokenizer tokenizer) throws ConversionException {
    TokenModel model = tokenizer.settings().model();
    String unknown = model.unknown() < 0 ? null : tokenizer.tokenOf(model.unknown());
    return switch (model) {
      case WordPieceModel wordPiece -> {
        ObjectNode node =
            typed("WordPiece")
                .put("unk_token", unknown)
                .put("continuing_subword_prefix", wordPiece.prefix())
                .put("max_input_chars_per_word", wordPiece.maxLength());
        putVocabulary(model.vocabulary(), node);
        yield node;
      }
      case WordLevelModel _ -> {
        ObjectNode node = typed("WordLevel");
        putVocabulary(model.vocabulary(), node);
        yield node.put("unk_token", unknown);
      }
      case BpeModel bpe -> bytePairs(bpe, unknown);
      case UnigramModel unigram -> unigram(unigram);
      case CharacterModel _, CommaModel _ -> throw JapaneseTokenizer.notDescribed();
    };
  }

  /** Of two numbers with the same token, the one that the tokenizer uses. */
  static void putVocabulary(Vocabulary vocabulary, ObjectNode node) {
    ObjectNode ids = node.putObject("vocab");
    List<String> tokens = vocabulary.tokens();
    for (int id = 0; id < tokens.size(); id++) {
      if (tokens.get(id) != null && vocabulary.id(tokens.get(id)) == id) {
        ids.put(tokens.get(id), id);
      }
    }
  }

  private static ObjectNode bytePairs(BpeModel bpe, String unknown) {
    BpeOptions options = bpe.options();
    ObjectNode node = typed("BPE").putNull("dropout").put("unk_token", unknown);
    node.put("continuing_subword_prefix", absentIfEmpty(options.continuingPrefix()))
        .put("end_of_word_suffix", absentIfEmpty(options.endSuffix()))
        .put("fuse_unk", options.fuseUnknown())
        .put("byte_fallback", options.byteFallback())
        .put("ignore_merges", options.ignoreMerges());
    putVocabulary(bpe.vocabulary(), node);
    ArrayNode merges = node.putArray("merges");
    List<String> parts = bpe.merges();
    // Older programs read "a b" alone; a part with a space in it cannot be written so.
    boolean texts = parts.stream().noneMatch(part -> part.indexOf(' ') >= 0);
    for (int i = 0; i < parts.size(); i += 2) {
      if (texts) {
        merges.add(parts.get(i) + " " + parts.get(i + 1));
      } else {
        merges.addArray().add(parts.get(i)).add(parts.get(i + 1));
      }
    }
    return node;
  }

  private static String absentIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static ObjectNode unigram(UnigramModel unigram) throws ConversionException {
    ObjectNode node = typed("Unigram");
    if (unigram.unknown() < 0) {
      node.putNull("unk_id");
    } else {
      node.put("unk_id", unigram.unknown());
    }
    ArrayNode entries = node.putArray("vocab");
    List<String> tokens = unigram.vocabulary().tokens();
    double[] scores = unigram.scores();
    for (int id = 0; id < scores.length; id++) {
      if (tokens.get(id) == null) {
        throw new ConversionException(
            "the tokenizer has no token number %d, which tokenizer.json must name".formatted(id));
      }
      entries.addArray().add(tokens.get(id)).add(written(scores[id]));
    }
    return node.put("byte_fallback", unigram.byteFallback());
  }

  /** A number that {@link ScoreReader}, as the reference, reads as this one. */
  private static double written(double score) {
    double above = score;
    double below = score;
    for (int i = 0; i <= NEIGHBOURS; i++) {
      if (ScoreReader.read(above) == score) {
        return above;
      }
      if (ScoreReader.read(below) == score) {
        return below;
      }
      above = Math.nextUp(above);
      below = Math.nextDown(below);
    }
    return score;
  }
}
