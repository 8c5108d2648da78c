package org.mekiki.sig.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.SmallTextModel;
import org.mekiki.sig.attribution.RowSet;

final class PhrasesTest {
  private final SmallTextModel model = new SmallTextModel();
  private final EncodedText text = model.encode("a goodFilm, not a bad", null);

  private List<String> found(Phrases.Source source) {
    return source.find(text).stream().map(part -> part.in(text)).toList();
  }

  @Test
  void aRangeTakesEveryTokenItTouches() {
    TextPart part = Phrases.between(4, 9).find(text).getFirst();
    assertEquals(RowSet.of(2, 3), part.tokens());
    assertEquals("odFil", part.in(text), "the part stays what was asked for");
  }

  @Test
  void aTextIsFoundWhereverItStands() {
    List<TextPart> parts = Phrases.occurrences("a").find(text);
    assertEquals(List.of(0, 16, 19), parts.stream().map(TextPart::start).toList());
    assertEquals(RowSet.of(4, 5), Phrases.occurrences("not a").find(text).getFirst().tokens());
    EncodedText pair = model.encode("a b c", "c a d");
    assertEquals(
        List.of(0, 1),
        Phrases.occurrences("a").find(pair).stream().map(TextPart::sequence).toList());
  }

  @Test
  void spansAreOfWholeWordsAndStayInTheirSequence() {
    assertEquals(List.of("a goodFilm,", "goodFilm, not", "not a", "a bad"), found(Phrases.upTo(2)));
    EncodedText pair = model.encode("a b c", "c a d");
    assertEquals(6, Phrases.upTo(3).find(pair).size());
  }

  @Test
  void sentencesAreCutWithoutTheSpaceBetween() {
    EncodedText two = model.encode("good film. it is", "so. so");
    assertEquals(
        List.of("good film. it is", "so. so"),
        Phrases.sentences().find(two).stream().map(part -> part.in(two)).toList());
    EncodedText capital = model.encode("good film.  So it", null);
    assertEquals(
        List.of("good film.", "So it"),
        Phrases.sentences().find(capital).stream().map(part -> part.in(capital)).toList());
  }

  @Test
  void whatIsNotThereIsTold() {
    told("outside", Phrases.between(5, 40));
    told("outside", Phrases.between(-1, 4));
    told("outside", Phrases.between(4, 4));
    told("no word", Phrases.between(1, 2));
    told("does not occur", Phrases.occurrences("worst"));
    told("does not occur", Phrases.occurrences(""));
    assertThrows(IllegalArgumentException.class, () -> Phrases.upTo(1));
  }

  private void told(String words, Phrases.Source source) {
    var e = assertThrows(IllegalArgumentException.class, () -> source.find(text));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }
}
