package org.mekiki.transformer.tokenizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.ModelCodec;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerCodec;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerCodec;
import org.mekiki.transformer.tokenizer.text.SettingsInput;
import org.mekiki.transformer.tokenizer.text.SettingsOutput;

/** The binary form of a tokenizer's settings: a tag a component, counts before lists. */
final class TokenizerCodec {
  private static final int VERSION = 3;

  /** What is written of a tokenizer that needs no more, so that older programs read it. */
  private static final int USUAL = 2;

  private TokenizerCodec() {}

  static void write(TokenizerSettings settings, DataOutput target) throws IOException {
    var out = new SettingsOutput(target);
    out.tag(settings.firstKeepsMore() ? VERSION : USUAL);
    out.list(settings.addedTokens(), token -> writeAdded(token, out));
    NormalizerCodec.write(settings.normalizer(), out);
    PreTokenizerCodec.write(settings.preTokenizer(), out);
    ModelCodec.write(settings.model(), out);
    out.list(settings.template().single(), part -> writePart(part, out));
    out.list(settings.template().pair(), part -> writePart(part, out));
    out.list(settings.template().trims(), out::flag);
    SpecialTokens special = settings.specialTokens();
    out.optional(special.cls());
    out.optional(special.sep());
    out.optional(special.pad());
    out.optional(special.mask());
    out.optional(special.unk());
    out.optional(settings.modelMaxLength());
    out.constant(settings.truncationSide());
    if (settings.firstKeepsMore()) {
      out.flag(true);
    }
  }

  private static void writeAdded(AddedToken token, SettingsOutput out) throws IOException {
    out.number(token.id());
    out.text(token.content());
    out.flags(
        token.singleWord(),
        token.leftStrip(),
        token.rightStrip(),
        token.normalized(),
        token.special());
  }

  private static void writePart(Template.Part part, SettingsOutput out) throws IOException {
    out.number(part.sequence());
    out.number(part.id());
    out.number(part.typeId());
  }

  static TokenizerSettings read(DataInput source, MecabDictionary dictionary) throws IOException {
    var in = new SettingsInput(source, dictionary);
    try {
      int version = in.tag();
      if (version < 1 || version > VERSION) {
        throw new IOException(
            "tokenizer section has version %d, this program reads 1 to %d"
                .formatted(version, VERSION));
      }
      return readSettings(in, version);
    } catch (EOFException e) {
      throw new IOException("tokenizer section ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("tokenizer section is inconsistent: " + e.getMessage(), e);
    }
  }

  private static TokenizerSettings readSettings(SettingsInput in, int version) throws IOException {
    List<AddedToken> added =
        in.list(
            () ->
                new AddedToken(
                    in.number(), in.text(), in.flag(), in.flag(), in.flag(), in.flag(), in.flag()));
    Normalizer normalizer = NormalizerCodec.read(in);
    PreTokenizer preTokenizer = PreTokenizerCodec.read(in);
    TokenModel model = ModelCodec.read(in);
    var template =
        new Template(
            in.list(() -> readPart(in)), in.list(() -> readPart(in)), readTrims(in, version));
    var special =
        new SpecialTokens(
            in.optional(), in.optional(), in.optional(), in.optional(), in.optional());
    return new TokenizerSettings(
        added,
        normalizer,
        preTokenizer,
        model,
        template,
        special,
        in.optional(),
        version == 1 ? Truncation.Side.RIGHT : in.constant(Truncation.Side.values()),
        version >= VERSION && in.flag());
  }

  private static Template.Part readPart(SettingsInput in) throws IOException {
    return new Template.Part(in.number(), in.number(), in.number());
  }

  /** Version 1 had one trim at the most: whether, and with which setting. */
  private static List<Boolean> readTrims(SettingsInput in, int version) throws IOException {
    if (version > 1) {
      return in.list(in::flag);
    }
    boolean trims = in.flag();
    boolean prefixSpace = in.flag();
    var list = new ArrayList<Boolean>();
    if (trims) {
      list.add(prefixSpace);
    }
    return list;
  }
}
