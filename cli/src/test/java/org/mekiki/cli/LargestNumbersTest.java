package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.choice.Chosen;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Setting;
import org.mekiki.cli.choice.TextChoices;
import org.mekiki.cli.console.UserException;

/** Numbers that no work would end with are refused, by every command alike. */
final class LargestNumbersTest {
  private static void refused(String part, String... args) {
    CommandRun ran = CommandRun.run(args);
    assertEquals(2, ran.status(), ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains(part), ran.err());
  }

  /** A number one above a setting's limit, and one at it. */
  @SuppressWarnings("unchecked")
  private static <T> void refusedBeyond(Setting<T> setting, Naming naming) {
    boolean number = setting.kind() == Setting.Kind.INTEGER;
    Object beyond =
        number
            ? (Object) Math.toIntExact(setting.most() + 1)
            : Collections.nCopies(Math.toIntExact(setting.most() + 1), "a");
    Object largest =
        number
            ? (Object) Math.toIntExact(setting.most())
            : Collections.nCopies(Math.toIntExact(setting.most()), "a");
    var chosen = new Chosen(naming);
    chosen.put(setting, (T) largest);
    var e = assertThrows(UserException.class, () -> chosen.put(setting, (T) beyond));
    assertTrue(e.getMessage().startsWith(naming.of(setting.name()) + " is "), e.getMessage());
    assertTrue(e.getMessage().contains(setting.most() + " "), e.getMessage());
    assertTrue(setting.help().endsWith("; at most " + setting.most()), setting.help());
  }

  @Test
  void everyCountOfASettingHasALimit() {
    var limited = new ArrayList<String>();
    for (Setting<?> setting : TextChoices.SETTINGS) {
      if (setting.most() < Long.MAX_VALUE) {
        limited.add(setting.name());
        for (Naming naming : Naming.values()) {
          refusedBeyond(setting, naming);
        }
      } else {
        assertTrue(setting.kind() != Setting.Kind.INTEGER, setting.name() + " has no limit");
      }
    }
    assertEquals(
        List.of(
            "max-steps",
            "steps",
            "samples",
            "neighbours",
            "phrase",
            "phrases",
            "interactions-top",
            "interactions-order",
            "effects"),
        limited);
  }

  @Test
  void commandsRefuseThem() {
    refused("--threads can be 1024 at most, got 1025", "explain", "--threads", "1025", "a film");
    refused("--steps is 10001; it can be 10000 at most", "explain", "--steps", "10001", "a film");
    refused(
        "--samples is 1000001; it can be 1000000 at most",
        "explain",
        "--method",
        "lime",
        "--samples",
        "1000001",
        "a film");
    refused("--running can be 1024 at most", "serve", "--running", "1025");
    refused("--waiting can be 100000 at most", "serve", "--waiting", "100001");
    refused("--max-body can be 268435456 at most", "serve", "--max-body", "2147483647");
    refused("--deadline can be 86400 at most", "serve", "--deadline", "86401");
    refused("--connections must be at least 1", "serve", "--connections", "0");
    refused("--patience must be at least 1", "serve", "--patience", "0");
    refused("--max-passes must be at least 1", "serve", "--max-passes", "0");
    refused("--phrases can be 1000 at most", "audit", "--phrases", "1001", "--data", "nowhere.csv");
  }
}
