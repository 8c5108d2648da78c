package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.wording.Speech;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The help of every command and option in Japanese. */
final class JapaneseHelpTest {
  private static final Speech JAPANESE = Speech.in("ja");

  private static boolean isJapanese(String text) {
    return text.codePoints()
        .anyMatch(
            c ->
                Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA);
  }

  private static void untranslated(CommandLine line, List<String> found) {
    Stream.of(HelpTexts.said(line.getCommandSpec().usageMessage().description(), JAPANESE))
        .filter(text -> !text.isEmpty() && !isJapanese(text))
        .forEach(found::add);
    for (ArgSpec each : line.getCommandSpec().args()) {
      for (String text : HelpTexts.said(each.description(), JAPANESE)) {
        if (!isJapanese(text)) {
          found.add(line.getCommandName() + " " + each + ": " + text);
        }
      }
    }
    line.getSubcommands().values().forEach(sub -> untranslated(sub, found));
  }

  @Test
  void everyCommandAndOptionHasAJapaneseDescription() {
    var found = new ArrayList<String>();
    untranslated(
        Mekiki.commands(new Console(System.out, System.err, ColourDepth.NONE, false)), found);
    assertEquals(List.of(), found);
  }

  @Test
  void everyHeadingHasAJapaneseOne() {
    var headings = new ArrayList<>(HelpGroups.COMMANDS);
    HelpGroups.OPTIONS.values().forEach(headings::addAll);
    assertEquals(
        List.of(),
        headings.stream()
            .map(group -> JAPANESE.say(group.heading()))
            .filter(heading -> !isJapanese(heading))
            .toList());
    assertTrue(isJapanese(JAPANESE.say(HelpGroups.OTHER)));
  }

  /** The same options under the same headings, and nothing left of the parser's patterns. */
  @Test
  void theHelpHasTheSameOptionsInBothLanguages() {
    for (String command : List.of("explain", "audit", "evaluate", "train", "serve", "doctor")) {
      CommandRun japanese = run(command, "--help", "--lang", "ja");
      CommandRun english = run(command, "--help", "--lang", "en");
      assertEquals(0, japanese.status(), japanese.err());
      assertEquals(options(english.out()), options(japanese.out()), command);
      assertTrue(japanese.out().startsWith("使い方：mekiki " + command), japanese.out());
      assertFalse(japanese.out().contains("${"), japanese.out());
    }
  }

  private static List<String> options(String help) {
    return help.lines()
        .filter(line -> line.matches("(      |  -\\w, )--.*"))
        .map(line -> line.strip().replaceFirst("[ =\\[].*", ""))
        .toList();
  }

  @Test
  void theLanguageIsAnOptionOfEveryCommandAndOfMekikiItself() {
    assertTrue(run("--lang", "ja", "predict", "a fine film").out().contains("%"));
    assertTrue(run("predict", "--lang=ja", "a fine film").out().contains("%"));
    assertTrue(run("study", "--lang", "ja", "score", "--help").out().startsWith("使い方："));
    CommandRun.refused("it can be en, ja", "predict", "--lang", "fr", "a fine film");
  }
}
