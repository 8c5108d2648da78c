package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * What a SentencePiece file says, by the field numbers of {@code sentencepiece_model.proto}.
 *
 * @param path the file
 * @param pieces the tokens, by number
 * @param type the algorithm, 1 for Unigram and 2 for BPE
 * @param unknown number of the unknown token
 * @param byteFallback whether what is unknown is spelt in bytes
 * @param charsmap the precompiled table of replacements, perhaps empty
 * @param addDummyPrefix whether a space is put before the text
 * @param removeExtraWhitespaces whether spaces at the ends go, and all but one of several
 * @param escapeWhitespaces whether spaces are written as a visible character
 */
record SentencePieceModel(
    Path path,
    List<Piece> pieces,
    int type,
    int unknown,
    boolean byteFallback,
    byte[] charsmap,
    boolean addDummyPrefix,
    boolean removeExtraWhitespaces,
    boolean escapeWhitespaces) {
  static final int UNIGRAM = 1;
  static final int BPE = 2;

  private static final int NORMAL_KIND = 1;
  private static final int UNKNOWN_KIND = 2;
  private static final int CONTROL_KIND = 3;
  private static final int USER_KIND = 4;
  private static final int UNUSED_KIND = 5;

  /**
   * One token.
   *
   * @param text what it looks like
   * @param score its score
   * @param kind 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte
   */
  record Piece(String text, float score, int kind) {
    boolean isNormal() {
      return kind == NORMAL_KIND;
    }

    boolean isControl() {
      return kind == CONTROL_KIND;
    }

    boolean isUserDefined() {
      return kind == USER_KIND;
    }

    boolean isUnused() {
      return kind == UNUSED_KIND;
    }
  }

  /** Reads a file. */
  static SentencePieceModel read(Path path) throws IOException {
    InputFile.require(path);
    var builder = new Builder(path);
    var in = new ProtobufReader(path, Files.readAllBytes(path));
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (field) {
        case 1 -> builder.readPiece(in.message());
        case 2 -> builder.readTrainer(in.message());
        case 3 -> builder.readNormalizer(in.message());
        default -> in.skip();
      }
    }
    return builder.build();
  }

  /** Values with the defaults of the format. */
  private static final class Builder {
    private final Path path;
    private final List<Piece> pieces = new ArrayList<>();
    private int type = UNIGRAM;
    private int unknown;
    private boolean byteFallback;
    private byte[] charsmap = {};
    private boolean addDummyPrefix = true;
    private boolean removeExtraWhitespaces = true;
    private boolean escapeWhitespaces = true;

    Builder(Path path) {
      this.path = path;
    }

    void readPiece(ProtobufReader in) throws ConversionException {
      String text = "";
      float score = 0;
      int kind = 1;
      for (int field = in.field(); field != 0; field = in.field()) {
        switch (field) {
          case 1 -> text = in.text();
          case 2 -> score = in.single();
          case 3 -> kind = in.number();
          default -> in.skip();
        }
      }
      pieces.add(new Piece(text, score, kind));
    }

    void readTrainer(ProtobufReader in) throws ConversionException {
      for (int field = in.field(); field != 0; field = in.field()) {
        switch (field) {
          case 3 -> type = in.number();
          case 24 -> requireNot(in.flag(), "treat_whitespace_as_suffix");
          case 35 -> byteFallback = in.flag();
          default -> in.skip();
        }
      }
    }

    void readNormalizer(ProtobufReader in) throws ConversionException {
      for (int field = in.field(); field != 0; field = in.field()) {
        switch (field) {
          case 2 -> charsmap = in.bytes();
          case 3 -> addDummyPrefix = in.flag();
          case 4 -> removeExtraWhitespaces = in.flag();
          case 5 -> escapeWhitespaces = in.flag();
          default -> in.skip();
        }
      }
    }

    private void requireNot(boolean flag, String name) throws ConversionException {
      if (flag) {
        throw new ConversionException("%s: \"%s\" is not supported".formatted(path, name));
      }
    }

    SentencePieceModel build() throws ConversionException {
      if (type != UNIGRAM && type != BPE) {
        throw new ConversionException(
            "%s: a SentencePiece model of type %d is not supported, only Unigram (1) and BPE (2)"
                .formatted(path, type));
      }
      unknown = -1;
      for (int i = 0; i < pieces.size(); i++) {
        unknown = pieces.get(i).kind() == UNKNOWN_KIND ? i : unknown;
      }
      if (unknown < 0) {
        throw new ConversionException(path + " has no unknown token");
      }
      return new SentencePieceModel(
          path,
          List.copyOf(pieces),
          type,
          unknown,
          byteFallback,
          charsmap,
          addDummyPrefix,
          removeExtraWhitespaces,
          escapeWhitespaces);
    }
  }
}
