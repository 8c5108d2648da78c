package org.mekiki.cli.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.console.UserException;

/** Settings, how they are called, and who knows of options. */
final class SettingsTest {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z-]+)}");
  private static final Path SOURCES = Path.of("src", "main", "java", "org", "mekiki", "cli");

  /** Settings that refusals name though they are options of commands alone. */
  private static final Set<String> OF_COMMANDS =
      Set.of("features", "truncation", "truncation-side", "pair");

  @Test
  void aSentenceNamesSettingsAsTheyWereChosen() {
    String template = "give {interactions} or {interactions-top}, not both";
    assertEquals(
        "give --interactions or --interactions-top, not both", Naming.OPTIONS.sentence(template));
    assertEquals(
        "give interactions or interactions_top, not both", Naming.FIELDS.sentence(template));
  }

  @Test
  void valuesStandInARefusalAsTheyAre() {
    UserException refusal = Naming.FIELDS.refusal("{max-steps} is \"%s\"", "{at} --max-steps 5 %s");
    assertEquals("max_steps is \"{at} --max-steps 5 %s\"", refusal.getMessage());
  }

  @Test
  void theSameChoiceIsRefusedInTheWordsOfEither() {
    for (Naming naming : Naming.values()) {
      var chosen = new Chosen(naming);
      TextChoices.SETTINGS.stream()
          .filter(setting -> Set.of("steps", "tolerance").contains(setting.name()))
          .forEach(setting -> put(chosen, setting));
      UserException refused =
          assertThrows(
              UserException.class, () -> ExplainerChoice.of(chosen).explainers(false, false));
      assertEquals(
          naming.of("steps")
              + " asks for a fixed rule, "
              + naming.of("tolerance")
              + " for an adaptive one; give only one of them",
          refused.getMessage());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void put(Chosen chosen, Setting<T> setting) {
    Object value = setting.kind() == Setting.Kind.INTEGER ? (Object) 5 : (Object) 0.1;
    chosen.put(setting, (T) value);
  }

  @Test
  void everySettingHasOneNameAndAHelp() {
    var names = new HashSet<String>();
    for (Setting<?> setting : TextChoices.SETTINGS) {
      assertTrue(names.add(setting.name()), setting.name());
      assertTrue(setting.name().matches("[a-z]+(-[a-z]+)*"), setting.name());
      assertFalse(setting.help().isBlank(), setting.name());
    }
  }

  @Test
  void whatStandsInBracesIsASetting() throws IOException {
    Set<String> known = new HashSet<>(OF_COMMANDS);
    TextChoices.SETTINGS.forEach(setting -> known.add(setting.name()));
    ChangeChoice.SETTINGS.forEach(setting -> known.add(setting.name()));
    MaskChoice.SETTINGS.forEach(setting -> known.add(setting.name()));
    Set<String> named = new HashSet<>();
    for (String room : List.of("choice", "task")) {
      for (Path source : sources(room)) {
        // The examples of a Javadoc comment have a code tag in the same braces.
        Files.readAllLines(source).stream()
            .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/**"))
            .flatMap(line -> IN_BRACES.matcher(line).results())
            .map((MatchResult match) -> match.group(1))
            .forEach(named::add);
      }
    }
    assertTrue(named.size() > 10, named.toString());
    assertTrue(known.containsAll(named), named.toString());
  }

  @Test
  void onlyOptionsAndCommandsKnowTheOptionParser() throws IOException {
    for (Path source : sources("")) {
      String name = source.getFileName().toString();
      boolean atTheDoor =
          name.matches(".*(Option|Command)\\.java|(Mekiki|WrongUsage|HelpGroups|HelpTexts)\\.java");
      if (!atTheDoor) {
        assertFalse(Files.readString(source).contains("import picocli."), source.toString());
      }
    }
    for (String room : List.of("choice", "task", "record", "terminal", "data")) {
      for (Path source : sources(room)) {
        assertFalse(Files.readString(source).contains("cli.option."), source.toString());
      }
    }
  }

  private static List<Path> sources(String room) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
