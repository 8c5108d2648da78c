package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mekiki.transformer.tokenizer.normalizer.StripNormalizer;
import org.mekiki.transformer.tokenizer.pattern.CharacterPattern;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pretokenizer.FixedLengthPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer.Prefix;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.pretokenizer.ScriptPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Where each pre-tokenizer cuts. */
final class PreTokenizersTest {
  private static String split(PreTokenizer preTokenizer, String text) {
    return String.join("|", Texts.strings(preTokenizer.split(Texts.aligned(text))));
  }

  private static String ranges(PreTokenizer preTokenizer, String text) {
    return String.join(
        " | ", preTokenizer.split(Texts.aligned(text)).stream().map(Texts::described).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "REMOVED, false, the|final|countdown",
    "ISOLATED, false, the|-|final|-|-|countdown",
    "MERGED_WITH_PREVIOUS, false, the-|final-|-|countdown",
    "MERGED_WITH_NEXT, false, the|-final|-|-countdown",
    "CONTIGUOUS, false, the|-|final|--|countdown",
    "REMOVED, true, -|-|-",
    "ISOLATED, true, the|-|final|-|-|countdown",
    "MERGED_WITH_PREVIOUS, true, the|-final|-|-countdown",
    "MERGED_WITH_NEXT, true, the-|final-|-|countdown",
    "CONTIGUOUS, true, the|-|final|--|countdown"
  })
  void everyBehaviourHasItsPieces(SplitBehavior behavior, boolean invert, String expected) {
    var pattern = new LiteralPattern("-");
    String text = "the-final--countdown";
    assertEquals(expected, split(new SplitPreTokenizer(pattern, behavior, invert), text));
    assertEquals("", split(new SplitPreTokenizer(pattern, behavior, invert), ""));
  }

  @Test
  void classesOfCharactersAreThoseOfTheReference() {
    var whole = SplitBehavior.ISOLATED;
    assertEquals(
        "a|\u0085|b",
        split(new SplitPreTokenizer(CharacterPattern.WHITE_SPACE, whole, false), "a\u0085b"));
    assertEquals(
        "a|$|b\u2E52",
        split(new SplitPreTokenizer(CharacterPattern.PUNCTUATION, whole, false), "a$b\u2E52"));
    assertEquals(
        "a|½|Ⅷ|٣", split(new SplitPreTokenizer(CharacterPattern.NUMBER, whole, false), "a½Ⅷ٣"));
    assertEquals(
        "don|'|t|!?|é_1",
        split(
            new SplitPreTokenizer(CharacterPattern.WORD_OR_SYMBOLS, SplitBehavior.REMOVED, true),
            " don't !? é_1 "));
  }

  @Test
  void metaspacePutsItsMarkBeforeWords() {
    var always = new MetaspacePreTokenizer('▁', Prefix.ALWAYS, true);
    assertEquals("▁[0,1] a[0,1] | ▁[1,2] b[2,3]", ranges(always, "a b"));
    assertEquals("▁[0,1] a[1,2]", ranges(always, " a"), "there is one");
    assertEquals("▁a|▁|▁b", split(always, "a  b"));
    assertEquals("▁a|▁b", split(always, "a▁b"), "a mark in the text is a mark");
    assertEquals("", split(always, ""));
    assertEquals("a|▁b", split(new MetaspacePreTokenizer('▁', Prefix.NEVER, true), "a b"));
    assertEquals("▁a▁b", split(new MetaspacePreTokenizer('▁', Prefix.ALWAYS, false), "a b"));
  }

  @Test
  void firstLooksAtTheOriginalText() {
    var first = new MetaspacePreTokenizer('▁', Prefix.FIRST, true);
    AlignedText whole = Texts.aligned("a b");
    assertEquals(List.of("▁a", "▁b"), Texts.strings(first.split(whole)));
    assertEquals(List.of("b"), Texts.strings(first.split(whole.part(2, 3))));
    AlignedText stripped = new StripNormalizer(true, true).normalize(Texts.aligned(" a"));
    assertEquals(List.of("a"), Texts.strings(first.split(stripped.part(0, 1))));
  }

  @Test
  void scriptsAreKeptApart() {
    var scripts = new ScriptPreTokenizer();
    assertEquals("日本カー|abc |мир", split(scripts, " 日本カーabc мир"));
    assertEquals("a|,|b", split(scripts, "a,b"), "punctuation is common to all");
    assertEquals("", split(scripts, "  "));
    assertEquals("a\uD83E\uDD84b", split(scripts, "a\uD83E\uDD84b").replace("|", ""));
  }

  @Test
  void sequencesCutWhatWasCut() {
    var sequence =
        new PreTokenizerSequence(
            List.of(
                new SplitPreTokenizer(CharacterPattern.WHITE_SPACE, SplitBehavior.REMOVED, false),
                new MetaspacePreTokenizer('▁', Prefix.ALWAYS, true)));
    assertEquals("▁a|▁b", split(sequence, "a \n b "));
    assertEquals("a b", split(new PreTokenizerSequence(List.of()), "a b"));
    assertEquals("", split(sequence, "  "));
  }

  @Test
  void piecesOfOneLengthCountCodePoints() {
    assertEquals("ab😀|c", split(new FixedLengthPreTokenizer(3), "ab😀c"));
    assertEquals("abc", split(new FixedLengthPreTokenizer(Integer.MAX_VALUE), "abc"));
    assertEquals("", split(new FixedLengthPreTokenizer(5), ""));
    assertThrows(IllegalArgumentException.class, () -> new FixedLengthPreTokenizer(0));
  }
}
