package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;
import picocli.CommandLine;

/** Everything stands in the help once, below a heading of its own. */
final class HelpGroupsTest {
  private static final CommandLine ALL =
      Mekiki.commands(new Console(System.out, System.err, ColourDepth.NONE, false));

  @Test
  void everyCommandStandsInOneGroup() {
    assertEquals(
        List.copyOf(new TreeSet<>(ALL.getSubcommands().keySet())),
        names(HelpGroups.COMMANDS).stream().sorted().toList());
    String help = CommandRun.run("--help").out();
    HelpGroups.COMMANDS.forEach(
        group -> assertTrue(help.contains("\n" + group.heading() + ":\n"), group.heading()));
    assertFalse(help.contains(HelpGroups.OTHER + ":"), help);
    assertTrue(help.indexOf("Explain a decision:") < help.indexOf("  explain "), help);
    assertTrue(help.contains("Exit codes:"), help);
  }

  @Test
  void everyOptionOfACommandWithManyStandsInOneGroup() {
    var grouped = new TreeSet<String>();
    check(ALL, grouped);
    assertEquals(new TreeSet<>(HelpGroups.OPTIONS.keySet()), grouped);
  }

  private static void check(CommandLine line, Set<String> grouped) {
    List<String> options =
        line.getCommandSpec().options().stream().map(HelpGroups::bare).sorted().toList();
    if (options.size() > HelpGroups.MANY) {
      String name = HelpGroups.name(line.getCommandSpec());
      grouped.add(name);
      List<HelpGroups.Group> groups = HelpGroups.OPTIONS.getOrDefault(name, List.of());
      assertEquals(options, names(groups).stream().sorted().toList(), name);
      var arguments = new ArrayList<>(List.of(name.split(" ")));
      arguments.add("--help");
      String help = CommandRun.run(arguments.toArray(String[]::new)).out();
      assertTrue(help.startsWith("Usage: mekiki " + name + " [OPTIONS]"), help);
      int at = 0;
      for (HelpGroups.Group group : groups) {
        int heading = help.indexOf("\n" + group.heading() + ":\n", at);
        assertTrue(heading > 0, group.heading());
        at = heading;
      }
      options.forEach(
          option -> assertTrue(help.contains("--" + option), () -> name + " --" + option));
    }
    line.getSubcommands().values().forEach(sub -> check(sub, grouped));
  }

  private static List<String> names(List<HelpGroups.Group> groups) {
    return groups.stream().flatMap(group -> group.names().stream()).toList();
  }
}
