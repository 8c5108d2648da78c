package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.BpeOptions;
import org.mekiki.transformer.tokenizer.model.CharacterModel;
import org.mekiki.transformer.tokenizer.model.CommaModel;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordLevelModel;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ContextLowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.NmtNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.EachWordPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.FixedLengthPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.ScriptPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SegmentedPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;

/** The binary form: nothing is lost on the way, and damage ends in an IOException. */
@Execution(ExecutionMode.CONCURRENT)
final class TokenizerCodecTest {
  private static byte[] written(Tokenizer tokenizer) throws IOException {
    var bytes = new ByteArrayOutputStream();
    tokenizer.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Tokenizer read(byte[] bytes) throws IOException {
    return Tokenizer.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  static Stream<Tokenizer> tokenizers() {
    return Stream.of(
        TokenizerTest.bert(),
        TokenizerTest.roberta(false),
        TokenizerTest.roberta(true),
        new TokenizerBuilder()
            .byteLevelPreTokenizer(false, false)
            .bytePairs(Arrays.asList("a", null, "?"), List.of(), "?")
            .build(),
        everyComponent(),
        new TokenizerBuilder()
            .model(new CharacterModel(new Vocabulary(List.of("the", "?", "a")), 1))
            .build(),
        new TokenizerBuilder()
            .model(
                new CommaModel(
                    UnigramModel.ofSentencePiece(
                        new Vocabulary(List.of("?", "a", "▁", "1,")),
                        new double[] {Double.NEGATIVE_INFINITY, -1, -2.5, -3},
                        0,
                        false,
                        -13),
                    true))
            .build(),
        new TokenizerBuilder()
            .model(new WordLevelModel(new Vocabulary(List.of("the", "?", "a")), 1))
            .preTokenizer(new BertPreTokenizer())
            .build());
  }

  /** A tokenizer with every normalizer and pre-tokenizer there is, and a Unigram model. */
  private static Tokenizer everyComponent() {
    var steps =
        new ArrayList<PreTokenizer>(
            List.of(
                new ScriptPreTokenizer(),
                new FixedLengthPreTokenizer(7),
                new BertPreTokenizer(),
                new SegmentedPreTokenizer("Juman++"),
                new EachWordPreTokenizer(
                    new BertPreTokenizer(),
                    List.of("a", "b"),
                    new ContextLowercaseNormalizer(),
                    new ScriptPreTokenizer()),
                new EachWordPreTokenizer(null, List.of(), null, null),
                new MetaspacePreTokenizer('▁', MetaspacePreTokenizer.Prefix.FIRST, true),
                new SplitPreTokenizer(
                    new RegexPattern("\\d+|(?i:'s)"), SplitBehavior.ISOLATED, true)));
    for (CharacterPattern pattern : CharacterPattern.values()) {
      steps.add(new SplitPreTokenizer(pattern, SplitBehavior.CONTIGUOUS, false));
    }
    return new TokenizerBuilder()
        .normalizer(new NormalizerSequence(NormalizersTest.all().toList()))
        .preTokenizer(new PreTokenizerSequence(steps))
        .model(
            new UnigramModel(
                new Vocabulary(List.of("?", "a", "▁", "<0xC3>")),
                new double[] {0, -1, -2.5, -9},
                0,
                true))
        .trimOffsets(true)
        .trimOffsets(false)
        .truncationSide(Truncation.Side.LEFT)
        .build();
  }

  private static Tokenizer bytePairs(BpeOptions options) {
    var vocabulary = new Vocabulary(List.of("?", "a", "##a", "a</w>", "<0xC3>", "aa"));
    return new TokenizerBuilder()
        .model(new BpeModel(vocabulary, List.of("a", "a"), options))
        .build();
  }

  @Test
  void everyOptionOfBytePairsIsKept() throws IOException {
    for (BpeOptions options :
        List.of(
            BpeOptions.plain(-1),
            BpeOptions.plain(0),
            new BpeOptions(0, "", "</w>", false, false, false),
            new BpeOptions(0, "", "", true, false, false),
            new BpeOptions(0, "", "", false, true, false),
            new BpeOptions(0, "", "", false, false, true))) {
      var in = new DataInputStream(new ByteArrayInputStream(written(bytePairs(options))));
      assertEquals(options, ((BpeModel) TokenizerCodec.read(in, null).model()).options());
    }
  }

  @Test
  void sequencesInSequencesWithoutEndAreRefused() throws IOException {
    Normalizer deep = new NmtNormalizer();
    for (int i = 0; i < 20; i++) {
      deep = new NormalizerSequence(List.of(deep));
    }
    byte[] bytes =
        written(
            new TokenizerBuilder().wordPiece(List.of("?"), "?", "##", 9).normalizer(deep).build());
    var thrown = assertThrows(IOException.class, () -> read(bytes));
    assertTrue(thrown.getMessage().contains("nests more than 16"), thrown.getMessage());
  }

  /** The form of the files before there were other components than BERT's and RoBERTa's. */
  @Test
  void versionOneIsRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeInt(0);
    out.writeByte(0);
    out.writeByte(2);
    out.writeBoolean(true);
    out.writeBoolean(true);
    out.writeByte(2);
    out.writeInt(2);
    for (String token : List.of("Ġ", "a")) {
      out.writeInt(token.getBytes(StandardCharsets.UTF_8).length);
      out.write(token.getBytes(StandardCharsets.UTF_8));
    }
    out.writeInt(0);
    out.writeInt(-1);
    out.writeInt(1);
    for (int number : new int[] {0, -1, 0}) {
      out.writeInt(number);
    }
    out.writeInt(0);
    out.writeBoolean(true);
    out.writeBoolean(true);
    for (int i = 0; i < 6; i++) {
      out.writeBoolean(false);
      out.writeInt(0);
    }
    assertEquals("Ġ[0,0] a[0,1]", Texts.described(read(bytes.toByteArray()).encode("a", null, 0)));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void whatIsReadEncodesLikeWhatWasWritten(Tokenizer tokenizer) throws IOException {
    byte[] bytes = written(tokenizer);
    Tokenizer copy = read(bytes);
    assertArrayEquals(bytes, written(copy));
    assertEquals(tokenizer.specialTokens(), copy.specialTokens());
    assertEquals(tokenizer.modelMaxLength(), copy.modelMaxLength());
    assertEquals(tokenizer.vocabularySize(), copy.vocabularySize());
    var random = new Random(15);
    for (int round = 0; round < 300; round++) {
      String text = Texts.awkward(random);
      String pair = random.nextBoolean() ? Texts.awkward(random) : null;
      int limit = random.nextBoolean() ? 6 : 0;
      assertEquals(tokenizer.encode(text, pair, limit), copy.encode(text, pair, limit));
    }
  }

  @Test
  void numbersWithoutATokenStayFree() throws IOException {
    Tokenizer copy = read(written(tokenizers().toList().get(3)));
    assertNull(copy.tokenOf(1));
    assertEquals("?", copy.tokenOf(2));
  }

  /** Every setting that a builder knows, one after the other, changes the written form. */
  @Test
  void everySettingIsWritten() throws IOException {
    byte[] reference = written(variant(-1).build());
    assertArrayEquals(reference, written(variant(-1).build()));
    for (int change = 0; change < 26; change++) {
      byte[] changed = written(variant(change).build());
      assertFalse(Arrays.equals(reference, changed), "change " + change);
      assertArrayEquals(changed, written(read(changed)), "change " + change);
    }
  }

  private static TokenizerBuilder variant(int change) {
    var builder =
        new TokenizerBuilder()
            .addedToken(
                new AddedToken(
                    change == 0 ? 2 : 1,
                    change == 1 ? "B" : "b",
                    change == 2,
                    change == 3,
                    change == 4,
                    change == 5,
                    change == 6))
            .wordPiece(
                List.of("a", change == 7 ? "c" : "b", "d"),
                change == 8 ? "d" : "a",
                change == 9 ? "@" : "##",
                change == 10 ? 9 : 10)
            .templateToken(false, 0, change == 11 ? 1 : 0)
            .templateText(change == 12, 0, 0)
            .specialTokens(
                new SpecialTokens(
                    role(change == 13),
                    role(change == 14),
                    role(change == 15),
                    role(change == 16),
                    role(change == 17)))
            .modelMaxLength(role(change == 18));
    if (change == 19) {
      builder.byteLevelPreTokenizer(true, false);
    } else {
      builder.bertPreTokenizer();
    }
    if (change == 20) {
      builder.trimOffsets(false);
    }
    if (change == 22) {
      builder.trimOffsets(true).trimOffsets(false);
    }
    if (change == 23) {
      builder.truncationSide(Truncation.Side.LEFT);
    }
    if (change == 24) {
      builder.preTokenizer(null);
    }
    if (change == 25) {
      builder.template(true);
    }
    if (change == 21) {
      builder.bertNormalizer(false, false, true, false);
    }
    return builder;
  }

  private static OptionalInt role(boolean present) {
    return present ? OptionalInt.of(0) : OptionalInt.empty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void everyFlagOfTheNormalizerIsKept(int flag) throws IOException {
    var normalizer =
        new BertNormalizer((flag & 1) != 0, (flag & 2) != 0, (flag & 4) != 0, (flag & 8) != 0);
    Tokenizer tokenizer =
        variant(-1)
            .bertNormalizer(
                normalizer.cleanText(),
                normalizer.separateIdeographs(),
                normalizer.stripAccents(),
                normalizer.lowerCase())
            .build();
    var in = new DataInputStream(new ByteArrayInputStream(written(tokenizer)));
    assertEquals(normalizer, TokenizerCodec.read(in, null).normalizer());
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void everyTruncationIsRefused(Tokenizer tokenizer) throws IOException {
    byte[] bytes = written(tokenizer);
    for (int length = 0; length < bytes.length; length += step(bytes)) {
      byte[] cut = Arrays.copyOf(bytes, length);
      var thrown = assertThrows(IOException.class, () -> read(cut), "length " + length);
      assertTrue(thrown.getMessage().startsWith("tokenizer section"), thrown.getMessage());
    }
  }

  /** Without a checksum a flipped bit can go unnoticed, but it must not surface as a fault. */
  @ParameterizedTest
  @MethodSource("tokenizers")
  void everyFlippedBitIsReadOrRefused(Tokenizer tokenizer) throws IOException {
    byte[] bytes = written(tokenizer);
    int refused = 0;
    for (int bit = 0; bit < 8 * bytes.length; bit += step(bytes)) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refused += readOrRefused(flipped, "bit " + bit) ? 0 : 1;
    }
    assertTrue(refused > bytes.length / step(bytes) / 4, "only " + refused);
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void everyHostileNumberIsReadOrRefused(Tokenizer tokenizer) throws IOException {
    byte[] bytes = written(tokenizer);
    int[] hostile = {-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 24, 1 << 20, 3, 0};
    for (int at = 0; at + 4 <= bytes.length; at += step(bytes)) {
      for (int number : hostile) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(at, number);
        readOrRefused(changed, number + " at " + at);
      }
    }
  }

  /** All places of a short form, some of a long one. */
  private static int step(byte[] bytes) {
    return 1 + bytes.length / 4000;
  }

  private static boolean readOrRefused(byte[] bytes, String place) {
    try {
      Tokenizer tokenizer = read(bytes);
      tokenizer.encode("the [MASK] <mask> a!", "b", 0);
      return true;
    } catch (IOException e) {
      assertTrue(e.getMessage().startsWith("tokenizer section"), place + ": " + e.getMessage());
      return false;
    } catch (RuntimeException e) {
      if (e.getMessage() != null && e.getMessage().contains("unk_id")) {
        return true; // a Unigram model without an unknown token
      }
      throw new AssertionError(place, e);
    }
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    byte[] bytes = written(TokenizerTest.bert());
    bytes[0] = 4;
    var thrown = assertThrows(IOException.class, () -> read(bytes));
    assertEquals("tokenizer section has version 4, this program reads 1 to 3", thrown.getMessage());
  }
}
