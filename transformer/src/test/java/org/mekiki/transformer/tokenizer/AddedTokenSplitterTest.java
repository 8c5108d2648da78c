package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Tokens written in the text, found before anything else happens to it. */
final class AddedTokenSplitterTest {
  private static AddedToken plain(String content) {
    return token(content, "");
  }

  /** Flags: w single word, l and r strip on the left and right. */
  private static AddedToken token(String content, String flags) {
    return new AddedToken(
        1, content, flags.contains("w"), flags.contains("l"), flags.contains("r"), false, true);
  }

  /** The sections, tokens in braces. */
  private static String split(String text, AddedToken... tokens) {
    return split(new AddedTokenSplitter(List.of(tokens), null), text);
  }

  private static String split(AddedTokenSplitter splitter, String text) {
    AlignedText aligned = Texts.aligned(text);
    return splitter.split(aligned).stream()
        .map(
            section -> {
              String part = aligned.string(section.from(), section.to());
              return section.token() == null ? part : "{" + part + "}";
            })
        .collect(Collectors.joining("|"));
  }

  @Test
  void tokensAreCutOut() {
    AddedToken mask = plain("[MASK]");
    assertEquals("a |{[MASK]}| b", split("a [MASK] b", mask));
    assertEquals("{[MASK]}|{[MASK]}", split("[MASK][MASK]", mask));
    assertEquals("x|{[MASK]}|y", split("x[MASK]y", mask));
    assertEquals("", split("", mask));
    assertEquals("[MAS", split("[MAS", mask));
  }

  @Test
  void caseMatters() {
    assertEquals("[mask] [Mask]", split("[mask] [Mask]", plain("[MASK]")));
  }

  @Test
  void theLeftmostThenTheLongestIsFound() {
    assertEquals("{ab}|c", split("abc", plain("bc"), plain("ab")));
    assertEquals("{abc}", split("abc", plain("ab"), plain("abc"), plain("a")));
    assertEquals("{ab}|d", split("abd", plain("ab"), plain("abc")));
    assertEquals("{aa}|{aa}|a", split("aaaaa", plain("aa")));
  }

  @Test
  void singleWordsTouchNoWordCharacter() {
    AddedToken word = token("ing", "w");
    assertEquals("a |{ing}|.", split("a ing.", word));
    assertEquals("{ing}", split("ing", word));
    for (String neighbour : List.of("a", "é", "7", "٣", "_", "\u0301", "\u0903", "你", "𐐀")) {
      assertEquals(neighbour + "ing", split(neighbour + "ing", word), neighbour);
      assertEquals("ing" + neighbour, split("ing" + neighbour, word), neighbour);
    }
    for (String neighbour : List.of("-", " ", "😀", "€", "'")) {
      assertEquals(neighbour + "|{ing}", split(neighbour + "ing", word), neighbour);
    }
    assertEquals("singing |{ing}", split("singing ing", word));
  }

  @Test
  void whiteSpaceAroundCanBeSwallowed() {
    assertEquals("a|{  <m>}| b", split("a  <m> b", token("<m>", "l")));
    assertEquals("a |{<m>\u00A0\n}|b", split("a <m>\u00A0\nb", token("<m>", "r")));
    assertEquals("{ <m> }", split(" <m> ", token("<m>", "lr")));
    assertEquals("{ <m> }|{<m> }|b", split(" <m> <m> b", token("<m>", "lr")), "space goes left");
    assertEquals("{<m>}|{ <n>}", split("<m> <n>", plain("<m>"), token("<n>", "l")));
  }

  @Test
  void tokensCanBeLookedForAsTheNormalizerLeavesThem() {
    var normalizer = new BertNormalizer(true, true, true, true);
    var splitter = new AddedTokenSplitter(List.of(plain("Café")), normalizer);
    assertEquals("a |{cafe}", split(splitter, "a cafe"));
    assertEquals("a Café", split(splitter, "a Café"), "the text must be normalised too");
  }

  @Test
  void aTokenOfWhichNothingIsLeftIsNeverFound() {
    assertEquals("a b", split("a b", plain("")));
    var normalizer = new BertNormalizer(true, true, true, true);
    assertEquals("ab", split(new AddedTokenSplitter(List.of(plain("\u200B")), normalizer), "ab"));
  }

  @Test
  void sectionsAreTheText() {
    var random = new Random(13);
    var splitter =
        new AddedTokenSplitter(
            Stream.of("[MASK]", "e", " ", "😀")
                .map(t -> token(t, t.equals("e") ? "wl" : "r"))
                .toList(),
            null);
    int found = 0;
    for (int round = 0; round < 2000; round++) {
      AlignedText text = Texts.aligned(Texts.awkward(random));
      int end = 0;
      for (AddedTokenSplitter.Section section : splitter.split(text)) {
        assertEquals(end, section.from());
        assertTrue(section.to() > section.from());
        end = section.to();
        found += section.token() == null ? 0 : 1;
      }
      assertEquals(text.size(), end);
    }
    assertTrue(found > 500, "only " + found);
  }
}
