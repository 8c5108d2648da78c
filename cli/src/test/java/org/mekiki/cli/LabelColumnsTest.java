package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns a file has, and what its labels mean. */
final class LabelColumnsTest {
  @TempDir private Path folder;

  private CommandRun run(String command, String name, String content, String... more)
      throws IOException {
    Path data = Files.writeString(folder.resolve(name), content);
    var args = new ArrayList<>(List.of(command, "--data", data.toString()));
    args.addAll(Arrays.asList(more));
    if (command.equals("audit")) {
      args.addAll(List.of("--phrases", "1", "--probes", "none", "--restart"));
      args.addAll(List.of("--output", folder.resolve("out").toString()));
    }
    return CommandRun.run(args.toArray(String[]::new));
  }

  private CommandRun audit(String name, String content, String... more) throws IOException {
    CommandRun ran = run("audit", name, content, more);
    assertEquals(0, ran.status(), ran.err());
    return ran;
  }

  private static void says(String words, String said) {
    assertTrue(said.contains(words), said);
  }

  private static void refused(String words, CommandRun ran) {
    assertEquals(2, ran.status(), ran.err() + ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    says(words, ran.err());
  }

  @Test
  void columnsAreThoseOfAllRows() throws IOException {
    String rest =
        "{\"text\":\"bad\",\"label\":\"negative\"}\n{\"text\":\"ok\",\"label\":[\"positive\"]}\n";
    for (String first : List.of("", ",\"label\":null", ",\"label\":{\"name\":\"positive\"}")) {
      for (String[] more : List.of(new String[0], new String[] {"--label-column", "label"})) {
        CommandRun ran = audit("a.jsonl", "{\"text\":\"a film\"" + first + "}\n" + rest, more);
        says("% of 2 (", ran.out());
        if (first.contains("{")) {
          says(
              "1 row has an object in \"label\", which is not a label; the first is in", ran.err());
        }
      }
    }
    CommandRun ran =
        audit(
            "g.jsonl",
            """
            {"sentence":null,"text":"a film"}
            {"text":"a plot","topic":"x","second":"good"}
            """,
            "--group-column",
            "topic",
            "--pair-column",
            "second");
    says("1 row has no second text in \"second\"; the first is in line 1", ran.err());
    says("group: topic", Files.readString(folder.resolve("out/audit.json")));
  }

  @Test
  void refusalsAreTrue() throws IOException {
    refused(
        "line 2: there is no text in \"text\", but an object",
        run("audit", "a.jsonl", "{\"text\":\"x\"}\n{\"text\":{\"en\":\"x\"}}\n"));
    refused(
        "line 1: there is no text in \"text\"; there is label",
        run("audit", "a.jsonl", "{\"text\":null,\"label\":1}\n{\"text\":\"x\"}\n"));
    refused(
        "line 1: there is no text in \"question\", but a list",
        run(
            "evaluate",
            "a.jsonl",
            "{\"text\":\"x\",\"question\":[\"y\"]}\n",
            "--pair-column",
            "question"));
    refused(
        "--label-column names \"star\" (did you mean \"stars\"?); ",
        run("audit", "a.jsonl", "{\"text\":\"x\"}\n{\"stars\":null}\n", "--label-column", "star"));
    refused(
        "is a list of 2 labels; the model gives each text one class",
        run("audit", "a.jsonl", "{\"text\":\"x\",\"label\":[0, 1]}\n"));
  }

  @Test
  void headersThatAreNearlyRightAreTold() throws IOException {
    for (String header : List.of("Label", " label", "LABEL ", "labels")) {
      CommandRun ran = audit("a.csv", "text," + header + "\nx,1\n");
      says("no column \"label\", but \"" + header + "\", which is not read", ran.err());
    }
    assertEquals("", audit("a.csv", "text,Label\nx,1\n", "--label-column", "").err());
    refused("it has \" text\", label", run("audit", "a.csv", " text,label\nx,1\n"));
  }

  @Test
  void numbersAreReadInOneWay() throws IOException {
    String model =
        HeadModels.write(
            HeadModels.classifier("single_label_classification", List.of("1", "2", "3", "4", "5")),
            folder);
    String all = "text,label\nbad acting,0\nbad,1\nok,2\ngood film,4\n";
    CommandRun positions = audit("a.csv", all, "--model", model);
    says("read as positions of classes, from 0: 0 is \"1\", 1 is \"2\"", positions.err());
    says("read as positions", Files.readString(folder.resolve("out/audit.json")));
    CommandRun names = audit("a.csv", all.replace(",0", ",5"), "--model", model);
    says("read as names of classes, not as positions", names.err());
    CommandRun numbers = audit("a.jsonl", "{\"text\":\"x\",\"label\":2.0}\n", "--model", model);
    says("2.0 is \"2\"", numbers.err());
    refused(
        "\"0\" (line 2) is not the name of a class, and \"5\" (line 5) is not a position from 0 to"
            + " 4",
        run("audit", "a.csv", all.replace("4", "5"), "--model", model));
    CommandRun target = CommandRun.run("explain", "--model", model, "--target", "1", "bad acting");
    says("--target 1 is read as names of classes, not as positions", target.err());
    String[] mixed = {"explain", "--model", model, "--target", "0", "--target", "5", "x"};
    CommandRun.refused("cannot all be", mixed);
  }

  @Test
  void quotationMarksThatStayAreTold() throws IOException {
    String quoted = "text\tlabel\n\"He said \"\"funny\"\" film\"\tpositive\n";
    says(
        "1 row has quotation marks around \"text\", which are read as part of the text",
        audit("a.tsv", quoted + "bad\tnegative\n").err());
    assertEquals("", audit("a.tsv", "text\tlabel\n\"so\" it \"is\"\tpositive\n").err());
    assertEquals("", audit("a.csv", quoted.replace('\t', ',')).err());
  }

  @Test
  void accuracyIsOfTheLabelledTexts() throws IOException {
    CommandRun ran =
        run(
            "evaluate",
            "e.jsonl",
            "{\"text\":\"a funny film\"}\n{\"text\":\"bad\",\"label\":\"negative\"}\n",
            "--methods",
            "gradient",
            "--metrics",
            "log-odds");
    assertEquals(0, ran.status(), ran.err());
    says("% of 1 texts", ran.out());
  }
}
