package org.mekiki.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How names and numbers of classes are meant. */
final class LabelReadingTest {
  private static final List<String> STARS = List.of("1", "2", "3", "4", "5");
  private static final List<String> WORDS = List.of("negative", "positive");

  private static void read(
      LabelReading reading, List<Integer> places, List<String> written, List<String> labels) {
    assertEquals(Optional.of(reading), LabelReading.of(written, labels));
    assertEquals(Optional.of(places), LabelReading.indices(written, labels));
  }

  private static void refused(String words, List<String> written, List<String> labels) {
    assertEquals(Optional.empty(), LabelReading.indices(written, labels));
    String sentence = LabelReading.complaint("class", written, labels, _ -> "");
    assertTrue(sentence.contains(words), sentence);
  }

  @Test
  void whatIsWrittenTogetherIsReadInOneWay() {
    read(LabelReading.NAMES, List.of(0, 1, 3), List.of("1", "2", "4"), STARS);
    read(LabelReading.POSITIONS, List.of(0, 1, 2, 4), List.of("0", "1", "2", "4"), STARS);
    read(LabelReading.NUMBERS_OF_NAMES, List.of(0, 1), List.of("1.0", "2"), STARS);
    read(LabelReading.POSITIONS, List.of(0, 1), List.of("0.0", "1.0"), STARS);
    refused("cannot all be positions", List.of("0", "5"), STARS);
    refused("no class \"6\"; it has 1, 2", List.of("6"), STARS);
    refused("no class \"-1\"", List.of("-1"), STARS);
    refused("no class \"0.5\"", List.of("0.5"), STARS);
  }

  @Test
  void namesAndPositionsMixWhereNoClassIsANumber() {
    read(LabelReading.NAMES_AND_POSITIONS, List.of(0, 1), List.of("0", "positive"), WORDS);
    read(LabelReading.NAMES, List.of(1, 0), List.of(" positive", "negative\u2003"), WORDS);
    refused("no class \"neutral\"", List.of("positive", "neutral"), WORDS);
    refused("cannot all be names", List.of("0", "good"), List.of("1", "good"));
  }

  @Test
  void aNameOfSeveralClassesIsRefused() {
    List<String> twice = List.of("a", "b", "a");
    refused("the model has 2 of \"a\"", List.of("a"), twice);
    read(LabelReading.NAMES, List.of(1), List.of("b"), twice);
    read(LabelReading.POSITIONS, List.of(2), List.of("2"), twice);
  }

  @Test
  void doubtIsWhereAnotherReadingFindsOtherClasses() {
    assertTrue(LabelReading.NAMES.isDoubtful(List.of("1", "2"), STARS));
    assertTrue(LabelReading.NAMES.isDoubtful(List.of("1", "5"), STARS));
    assertFalse(LabelReading.NAMES.isDoubtful(List.of("0", "1"), List.of("0", "1")));
    assertTrue(LabelReading.POSITIONS.isDoubtful(List.of("0"), STARS));
    assertFalse(LabelReading.POSITIONS.isDoubtful(List.of("0"), WORDS));
    assertEquals(
        "as positions of classes, from 0: 0 is \"1\", 4 is \"5\"",
        LabelReading.POSITIONS.told(List.of("4", "0"), STARS));
  }
}
