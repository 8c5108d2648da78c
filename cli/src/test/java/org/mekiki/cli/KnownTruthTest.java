package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods judged on tasks whose truth is known, by models that are trained here. */
final class KnownTruthTest {
  @TempDir private Path folder;

  private static CommandRun judge(String threads, String... more) {
    String[] arguments = {
      "evaluate", "--truth", "conjunction", "--methods", "sig-exact,random", "--probe-sample", "12"
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length + 4);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    System.arraycopy(
        new String[] {"--format", "csv", "--threads", threads}, 0, all, all.length - 4, 4);
    return CommandRun.run(all);
  }

  private static double mean(String csv, String row, String measure) {
    String begin = "truth," + row + ",\"" + measure + "\",";
    String line = csv.lines().filter(each -> each.startsWith(begin)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(begin.length()).split(",", -1)[2]);
  }

  @Test
  void aModelLearnsTheRuleAndMethodsFindTheWords() throws IOException {
    CommandRun ran = judge("2", "--output", folder.toString());
    assertEquals(0, ran.status(), ran.err());
    assertEquals(1, mean(ran.out(), "model", "known, conjunction"));
    assertTrue(mean(ran.out(), "sig-exact", "share, conjunction") > 0.95, ran.out());
    assertTrue(mean(ran.out(), "sig-exact", "distance, conjunction") < 0.05, ran.out());
    assertTrue(mean(ran.out(), "random", "share, conjunction") < 0.6, ran.out());
    assertTrue(ran.err().contains("half of the texts with masks: right in 100.0 %"), ran.err());
    for (String file : new String[] {"evaluation.md", "evaluation.json", "evaluation.html"}) {
      assertTrue(Files.readString(folder.resolve(file)).contains("share, conjunction"), file);
    }
    CommandRun again = judge("1", "--output", folder.toString());
    assertEquals(ran.out(), again.out());
    assertEquals("", again.err(), "nothing is trained again");
    assertEquals(ran.out(), judge("1").out(), "nothing depends on threads");
  }

  @Test
  void recurrentModelsToo() {
    CommandRun ran = judge("2", "--shape", "lstm");
    assertEquals(0, ran.status(), ran.err());
    assertEquals(1, mean(ran.out(), "model", "known, conjunction"));
    assertTrue(mean(ran.out(), "sig-exact", "share, conjunction") > 0.9, ran.out());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    CommandRun.refused(
        "it can be negation, conjunction, disjunction, majority, agreement",
        "evaluate",
        "--truth",
        "luck");
    CommandRun.refused("leave out --data", "evaluate", "--truth", "all", "--data", "x.tsv");
    CommandRun.refused("leave out --metrics", "evaluate", "--truth", "all", "--metrics", "all");
    CommandRun.refused("--shape belongs to --truth", "evaluate", "--shape", "lstm");
    CommandRun.refused("bert, lstm", "evaluate", "--truth", "all", "--shape", "gru");
  }
}
