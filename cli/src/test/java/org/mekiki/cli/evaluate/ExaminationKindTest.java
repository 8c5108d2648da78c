package org.mekiki.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/** The help is written by hand, the examinations are not: they must agree. */
final class ExaminationKindTest {
  private static String help(String field) throws NoSuchFieldException {
    return String.join(
        "",
        ExaminationOption.class.getDeclaredField(field).getAnnotation(Option.class).description());
  }

  @Test
  void theHelpNamesAllInTheirOrder() throws NoSuchFieldException {
    List<String> labels = ExaminationKind.ofModels().stream().map(ExaminationKind::label).toList();
    assertTrue(
        help("names").startsWith(String.join(", ", labels) + ", separated by commas"),
        help("names"));
  }

  @Test
  void theHelpGivesTheUsualNumbersOfTexts() throws NoSuchFieldException {
    String help = help("probes");
    for (ExaminationKind kind : ExaminationKind.values()) {
      if (kind.takesAllTexts()) {
        assertTrue(help.substring(0, help.indexOf(';')).contains(kind.label()), kind.label());
      } else {
        String said = help.substring(help.indexOf(';'));
        assertTrue(
            said.matches(
                "(?s).*\\b%d for [a-z ]*\\b%s\\b.*".formatted(kind.usualTexts(), kind.label())),
            kind.label());
      }
    }
  }

  @Test
  void aLabelIsItsKind() {
    for (ExaminationKind kind : ExaminationKind.values()) {
      assertEquals(Optional.of(kind), ExaminationKind.of(kind.label()));
      assertEquals(kind.label(), kind.title().toLowerCase(java.util.Locale.ROOT));
    }
    assertEquals(Optional.empty(), ExaminationKind.of("STABILITY"));
  }
}
