package org.mekiki.transformer.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mekiki.transformer.head.TagScheme.Tag;

/** One reading of tags in all their spellings. */
final class TagSchemeTest {
  /** Entities as places of their words, a dot for each word outside. */
  private static String entities(String tags) {
    List<String> labels = Arrays.asList(tags.split(" ", -1));
    TagScheme scheme = TagScheme.of(new LinkedHashSet<>(labels));
    var text = new StringBuilder();
    Tag before = null;
    for (String label : labels) {
      Tag tag = scheme.tag(label);
      if (tag.outside()) {
        text.append(" .");
      } else if (before != null && tag.continues(before)) {
        text.append('+');
      } else {
        text.append(' ').append(tag.kind());
      }
      before = tag;
    }
    return text.toString().strip();
  }

  @ParameterizedTest
  @CsvSource({
    "B-PER I-PER O B-PER B-PER, PER+ . PER PER",
    "I-PER I-PER O I-PER B-PER I-PER, PER+ . PER PER+",
    "B-PER E-PER O B-LOC I-LOC E-LOC S-LOC E-LOC, PER+ . LOC++ LOC LOC",
    "B-PER L-PER U-PER U-PER I-PER L-PER O, PER+ PER PER PER+ .",
    "B-PER M-PER E-PER S-PER O, PER++ PER .",
    "B_PER I_PER O I_LOC, PER+ . LOC",
    "PER-B PER-I O LOC-B, PER+ . LOC",
    "PER_B PER_E PER_S O, PER+ PER .",
    "B-PER I-PER I-O B-O O-X O, PER+ . . . .",
    "B-date-of-birth I-date-of-birth O, date-of-birth+ .",
    "E_MAIL E_MAIL NAME O, E_MAIL+ NAME .",
    "PER PER O LOC, PER+ . LOC",
    "S-PER E-PER O, S-PER E-PER ."
  })
  void entitiesAreReadBySchemes(String tags, String entities) {
    assertEquals(entities, entities(tags));
  }

  @Test
  void tagsWithoutLettersSayNothingOfEnds() {
    assertFalse(TagScheme.of(List.of("good", "bad")).hasPrefixes());
    assertFalse(TagScheme.of(List.of("O")).hasPrefixes());
  }
}
