package org.mekiki.weights.converter.tokenizer;

import java.util.List;

/** How a family of models numbers the tokens of its SentencePiece file, and which it adds. */
enum SentencePieceFamily {
  /** fairseq's numbers: four special tokens first, then the file from its fourth token on. */
  XLM_ROBERTA,
  /** fairseq's numbers with places that are never used; the file's own special tokens count. */
  CAMEMBERT,
  /** The file's numbers, and quotes, accents and case changed before. */
  ALBERT,
  /** The file's numbers, and a mask behind them. */
  DEBERTA,
  /** The file's numbers, with special tokens of fairseq's names. */
  OTHER;

  /** By a type of model for which the reference library knows no class. */
  static SentencePieceFamily of(String modelType) {
    return modelType.equals("xlm-roberta-xl") ? XLM_ROBERTA : OTHER;
  }

  /** Tokens before those of the file. */
  List<String> before() {
    return switch (this) {
      case XLM_ROBERTA -> List.of("<s>", "<pad>", "</s>", "<unk>");
      case CAMEMBERT -> List.of("<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED");
      case ALBERT, DEBERTA, OTHER -> List.of();
    };
  }

  /** Number of tokens at the beginning of the file that those stand for. */
  int skipped() {
    return switch (this) {
      case XLM_ROBERTA -> 3;
      case CAMEMBERT -> 1;
      case ALBERT, DEBERTA, OTHER -> 0;
    };
  }

  /** Whether a mask that the file lacks gets the next number. */
  boolean addsMask() {
    return this == XLM_ROBERTA || this == CAMEMBERT || this == DEBERTA;
  }

  /** Whether a mask in the text takes the white space before it. */
  boolean maskTakesSpaceBefore() {
    return this != DEBERTA;
  }

  /** Whether words end at white space of any kind, which is then no part of the next. */
  boolean splitsAtWhiteSpace() {
    return this == XLM_ROBERTA || this == CAMEMBERT || this == ALBERT;
  }

  /**
   * Whether the file's wish to spell the unknown in bytes counts: the fast tokenizers of these
   * families take their unknown token instead.
   */
  boolean spellsInBytes() {
    return this == OTHER;
  }

  /** Whether the unknown token, written in a text, is looked for after normalisation. */
  boolean normalizesUnknown() {
    return this == DEBERTA;
  }

  /** Whether texts are put together as RoBERTa's are; else as BERT's. */
  boolean likeRoberta() {
    return this != ALBERT && this != DEBERTA;
  }

  /** Names of the tokens that begin, end, fill up, mask, and are unknown. */
  List<String> special() {
    return switch (this) {
      case ALBERT -> List.of("[CLS]", "[SEP]", "<pad>", "[MASK]", "<unk>");
      case DEBERTA -> List.of("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
      case XLM_ROBERTA, CAMEMBERT, OTHER -> List.of("<s>", "</s>", "<pad>", "<mask>", "<unk>");
    };
  }
}
