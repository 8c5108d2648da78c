package org.mekiki.transformer.tokenizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The binary form of a tokenizer's settings: a tag a component, counts before lists. */
final class TokenizerCodec {
  private static final int VERSION = 1;
  private static final int LARGEST_STRING = 1 << 20;
  private static final int LARGEST_LIST = 1 << 24;

  private TokenizerCodec() {}

  static void write(TokenizerSettings settings, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(settings.addedTokens().size());
    for (AddedToken token : settings.addedTokens()) {
      out.writeInt(token.id());
      writeString(token.content(), out);
      out.writeBoolean(token.singleWord());
      out.writeBoolean(token.leftStrip());
      out.writeBoolean(token.rightStrip());
      out.writeBoolean(token.normalized());
      out.writeBoolean(token.special());
    }
    writeNormalizer(settings.normalizer(), out);
    writePreTokenizer(settings.preTokenizer(), out);
    writeModel(settings.model(), out);
    writeParts(settings.template().single(), out);
    writeParts(settings.template().pair(), out);
    out.writeBoolean(settings.template().trimOffsets());
    out.writeBoolean(settings.template().prefixSpace());
    writeOptional(settings.specialTokens().cls(), out);
    writeOptional(settings.specialTokens().sep(), out);
    writeOptional(settings.specialTokens().pad(), out);
    writeOptional(settings.specialTokens().mask(), out);
    writeOptional(settings.specialTokens().unk(), out);
    writeOptional(settings.modelMaxLength(), out);
  }

  static TokenizerSettings read(DataInput in) throws IOException {
    try {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException(
            "tokenizer section has version %d, this program reads %d".formatted(version, VERSION));
      }
      return readSettings(in);
    } catch (EOFException e) {
      throw new IOException("tokenizer section ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("tokenizer section is inconsistent: " + e.getMessage(), e);
    }
  }

  private static TokenizerSettings readSettings(DataInput in) throws IOException {
    var added = new ArrayList<AddedToken>();
    for (int i = readCount(in); i > 0; i--) {
      added.add(
          new AddedToken(
              in.readInt(),
              readText(in),
              in.readBoolean(),
              in.readBoolean(),
              in.readBoolean(),
              in.readBoolean(),
              in.readBoolean()));
    }
    Normalizer normalizer = readNormalizer(in);
    PreTokenizer preTokenizer = readPreTokenizer(in);
    TokenModel model = readModel(in);
    var template = new Template(readParts(in), readParts(in), in.readBoolean(), in.readBoolean());
    var special =
        new SpecialTokens(
            readOptional(in),
            readOptional(in),
            readOptional(in),
            readOptional(in),
            readOptional(in));
    return new TokenizerSettings(
        added, normalizer, preTokenizer, model, template, special, readOptional(in));
  }

  private static void writeNormalizer(Normalizer normalizer, DataOutput out) throws IOException {
    switch (normalizer) {
      case null -> out.writeByte(0);
      case BertNormalizer(boolean clean, boolean ideographs, boolean accents, boolean lower) -> {
        out.writeByte(1);
        out.writeBoolean(clean);
        out.writeBoolean(ideographs);
        out.writeBoolean(accents);
        out.writeBoolean(lower);
      }
    }
  }

  private static Normalizer readNormalizer(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 0 -> null;
      case 1 ->
          new BertNormalizer(
              in.readBoolean(), in.readBoolean(), in.readBoolean(), in.readBoolean());
      default -> throw unknown("normalizer", tag);
    };
  }

  private static void writePreTokenizer(PreTokenizer preTokenizer, DataOutput out)
      throws IOException {
    switch (preTokenizer) {
      case BertPreTokenizer() -> out.writeByte(1);
      case ByteLevelPreTokenizer(boolean prefixSpace, boolean regex) -> {
        out.writeByte(2);
        out.writeBoolean(prefixSpace);
        out.writeBoolean(regex);
      }
    }
  }

  private static PreTokenizer readPreTokenizer(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 1 -> new BertPreTokenizer();
      case 2 -> new ByteLevelPreTokenizer(in.readBoolean(), in.readBoolean());
      default -> throw unknown("pre-tokenizer", tag);
    };
  }

  private static void writeModel(TokenModel model, DataOutput out) throws IOException {
    switch (model) {
      case WordPieceModel wordPiece -> {
        out.writeByte(1);
        writeStrings(wordPiece.vocabulary().tokens(), out);
        out.writeInt(wordPiece.unknown());
        writeString(wordPiece.prefix(), out);
        out.writeInt(wordPiece.maxLength());
      }
      case BpeModel bpe -> {
        out.writeByte(2);
        writeStrings(bpe.vocabulary().tokens(), out);
        writeStrings(bpe.merges(), out);
        out.writeInt(bpe.unknown());
      }
    }
  }

  private static TokenModel readModel(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 1 ->
          new WordPieceModel(
              new Vocabulary(readStrings(in)), in.readInt(), readText(in), in.readInt());
      case 2 -> new BpeModel(new Vocabulary(readStrings(in)), readTexts(in), in.readInt());
      default -> throw unknown("model", tag);
    };
  }

  private static void writeParts(List<Template.Part> parts, DataOutput out) throws IOException {
    out.writeInt(parts.size());
    for (Template.Part part : parts) {
      out.writeInt(part.sequence());
      out.writeInt(part.id());
      out.writeInt(part.typeId());
    }
  }

  private static List<Template.Part> readParts(DataInput in) throws IOException {
    var parts = new ArrayList<Template.Part>();
    for (int i = readCount(in); i > 0; i--) {
      parts.add(new Template.Part(in.readInt(), in.readInt(), in.readInt()));
    }
    return parts;
  }

  private static void writeOptional(OptionalInt value, DataOutput out) throws IOException {
    out.writeBoolean(value.isPresent());
    out.writeInt(value.orElse(0));
  }

  private static OptionalInt readOptional(DataInput in) throws IOException {
    boolean present = in.readBoolean();
    int value = in.readInt();
    return present ? OptionalInt.of(value) : OptionalInt.empty();
  }

  private static void writeStrings(List<String> strings, DataOutput out) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      writeString(string, out);
    }
  }

  private static List<String> readStrings(DataInput in) throws IOException {
    var strings = new ArrayList<String>();
    for (int i = readCount(in); i > 0; i--) {
      strings.add(readString(in));
    }
    return strings;
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    var texts = new ArrayList<String>();
    for (int i = readCount(in); i > 0; i--) {
      texts.add(readText(in));
    }
    return texts;
  }

  /** A null string is written with the length −1. */
  private static void writeString(String string, DataOutput out) throws IOException {
    if (string == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readString(DataInput in) throws IOException {
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > LARGEST_STRING) {
      throw new IOException("tokenizer section has a string of impossible length " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A string that cannot be null. */
  private static String readText(DataInput in) throws IOException {
    String text = readString(in);
    if (text == null) {
      throw new IOException("tokenizer section lacks a string");
    }
    return text;
  }

  private static int readCount(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LARGEST_LIST) {
      throw new IOException("tokenizer section has a list of impossible length " + count);
    }
    return count;
  }

  private static IOException unknown(String component, int tag) {
    return new IOException("tokenizer section has an unknown " + component + ", number " + tag);
  }
}
