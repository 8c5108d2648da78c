package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mistakes that users make most are told in Japanese, and no sentence of them in English. */
final class JapaneseRefusalsTest {
  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private List<List<String>> mistakes() throws IOException {
    String rows = file("rows.csv", "text,label\na good film,positive\na bad film,sad\n");
    String good = file("good.csv", "text,label\na good film,1\na bad film,0\n");
    String odd = file("odd.csv", "text,label\na good film\n");
    String open = file("open.csv", "text,label\n\"a good film,1\n");
    String empty = file("empty.csv", "");
    String columns = file("columns.csv", "a,b\n1,2\n");
    String lines = file("lines.jsonl", "{\"text\":\"a film\"}\n{\"text\":3}\n");
    String rules = file("rules.txt", "[people]\nword: he\n");
    String limits = file("limits.txt", "[people]\nwords: he\n");
    String probes = file("probes.txt", "[people]\nhe / he\n");
    String model = file("model.mekiki", "not a model at all");
    String nowhere = folder.resolve("nowhere").toString();
    String texts = folder.toString();
    return List.of(
        List.of("explain"),
        List.of("explian", "a film"),
        List.of("a warm film"),
        List.of("explain", "--metod", "sig", "a film"),
        List.of("explain", "--method", "sgi", "a film"),
        List.of("explain", "--method", "sig,sig", "a film"),
        List.of("explain", "--format", "pdf", "a film"),
        List.of("explain", "--method"),
        List.of("explain", "--threads", "many", "a film"),
        List.of("explain", "--threads", "0", "a film"),
        List.of("explain", "--tolerance", "much", "a film"),
        List.of("explain", "--tolerance", "0.1", "--steps", "3", "a film"),
        List.of("explain", "--method", "gradient", "--steps", "3", "a film"),
        List.of("explain", "--budget", "soon", "a film"),
        List.of("explain", "--budget", "1", "a warm and funny film"),
        List.of("explain", "--target", "happy", "a film"),
        List.of("explain", "--at", "2", "a film"),
        List.of("explain", "--phrase", "dog", "a film"),
        List.of("explain", "--phrase", "5:90", "a film"),
        List.of("explain", "--labels", "person", "a film"),
        List.of("explain", "--baseline", "zeros", "a film"),
        List.of("explain", ""),
        List.of("explain", "--input", nowhere + ".txt"),
        List.of("explain", "--input", texts),
        List.of("explain", "--input", rows),
        List.of("explain", "--input", lines),
        List.of("explain", "--model", nowhere, "a film"),
        List.of("explain", "--model", model, "a film"),
        List.of("explain", "--model", texts, "a film"),
        List.of("explain", "--no-truncate", "--max-length", "4", "a warm and funny film"),
        List.of("explain", "--output", nowhere + "/a/b.txt", "a film"),
        List.of("explain", "--format", "json", "--format", "html", "a film"),
        List.of("predict", "--query", "good", "a film"),
        List.of("predict", "--format", "csv", "a film"),
        List.of("counterfactual", "--operation", "replace", "a film"),
        List.of("counterfactual", "--max-words", "0", "a film"),
        List.of("audit"),
        List.of("audit", "--data", nowhere + ".csv"),
        List.of("audit", "--data", empty),
        List.of("audit", "--data", odd),
        List.of("audit", "--data", open),
        List.of("audit", "--data", columns),
        List.of("audit", "--data", rows),
        List.of("audit", "--data", good, "--text-column", "txet"),
        List.of("audit", "--data", good, "--rules", rules),
        List.of("audit", "--data", good, "--rules", limits),
        List.of("audit", "--data", good, "--probes", probes),
        List.of("audit", "--data", good, "--confidence", "2"),
        List.of("audit", "--data", good, "--output", good),
        List.of("evaluate"),
        List.of("evaluate", "--data", good, "--restart"),
        List.of("evaluate", "--data", good, "--methods", "sig,sig"),
        List.of("study", "make", "--data", good, "--methods", "sig", "--output", nowhere),
        List.of("study", "score", "--key", good, good),
        List.of("train", "--task", "classification", "--data", good, "--out", nowhere),
        List.of("convert", nowhere, "out.mekiki"),
        List.of("convert", texts, folder.resolve("out.mekiki").toString()),
        List.of("export", texts, nowhere),
        List.of("inspect", nowhere),
        List.of("inspect", texts),
        List.of("doctor", "--seconds", "0"),
        List.of("serve", "--port", "70000"));
  }

  @Test
  void ordinaryMistakesAreToldInJapanese() throws IOException {
    var english = new ArrayList<String>();
    for (List<String> mistake : mistakes()) {
      String[] args =
          Stream.concat(mistake.stream(), Stream.of("--lang", "ja")).toArray(String[]::new);
      CommandRun ran = CommandRun.run(args);
      assertEquals(2, ran.status(), mistake + ": " + ran.err() + ran.out());
      String told = ran.err().lines().reduce((_, last) -> last).orElse("");
      if (told.contains("英語です") || !told.matches(".*[ぁ-ん].*")) {
        english.add(String.join(" ", mistake) + " → " + told);
      }
    }
    assertEquals(List.of(), english);
  }

  /** What no sentence is there for is told as it is, and that it is English. */
  @Test
  void theRestIsToldInEnglish() {
    CommandRun ran = CommandRun.run("explain", "--model", "\u0000", "a film", "--lang", "ja");
    assertEquals(2, ran.status(), ran.err());
    assertTrue(ran.err().startsWith("mekiki: "), ran.err());
  }

  @Test
  void whatAUserWroteIsRepeatedAsItWas() {
    CommandRun ran = CommandRun.run("explain", "--lang", "ja", "--target", "done", "a film");
    assertTrue(ran.err().contains("「done」"), ran.err());
    assertFalse(ran.err().contains("完了"), ran.err());
  }
}
