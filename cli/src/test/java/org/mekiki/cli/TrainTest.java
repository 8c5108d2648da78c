package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.transformer.train.CheckpointFile;
import org.mekiki.weights.converter.NewModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code mekiki train}: what is learnt, that runs repeat and go on, and what is refused. */
final class TrainTest {
  private static final List<String> GOOD = List.of("fine", "warm", "clever", "lovely");
  private static final List<String> BAD = List.of("dull", "cold", "silly", "ugly");
  private static final List<String> OTHER = List.of("the", "film", "is", "a", "plot", "actor");

  @TempDir private Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    var vocabulary = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    vocabulary.addAll(GOOD);
    vocabulary.addAll(BAD);
    vocabulary.addAll(OTHER);
    Files.writeString(folder.resolve("vocab.txt"), String.join("\n", vocabulary) + "\n");
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "bert", "vocab_size": %d, "hidden_size": 16, "num_hidden_layers": 1,
        "num_attention_heads": 2, "intermediate_size": 24, "max_position_embeddings": 16}
        """
            .formatted(vocabulary.size()));
    Files.writeString(folder.resolve("train.tsv"), texts(300, 1));
    Files.writeString(folder.resolve("dev.tsv"), texts(60, 2));
  }

  /** Texts of one good or bad word among others. */
  private static String texts(int count, long seed) {
    var random = new Random(seed);
    var text = new StringBuilder("label\ttext\n");
    for (int i = 0; i < count; i++) {
      boolean good = random.nextBoolean();
      List<String> words = good ? GOOD : BAD;
      int length = 2 + random.nextInt(5);
      int at = random.nextInt(length);
      text.append(good ? "good" : "bad").append('\t');
      for (int j = 0; j < length; j++) {
        List<String> from = j == at ? words : OTHER;
        text.append(j == 0 ? "" : " ").append(from.get(random.nextInt(from.size())));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun train(String out, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "train",
                "--task",
                "classification",
                "--config",
                path("config.json"),
                "--data",
                path("train.tsv"),
                "--dev",
                path("dev.tsv"),
                "--out",
                path(out),
                "--learning-rate",
                "0.005"));
    args.addAll(Arrays.asList(more));
    return CommandRun.run(args.toArray(String[]::new));
  }

  private static void good(CommandRun ran) {
    assertEquals(0, ran.status(), ran.err());
  }

  /** Seconds for a model of its own that is right about every text. */
  @Test
  void aSmallModelLearnsAToyTask() throws Exception {
    CommandRun ran = train("toy.mekiki", "--epochs", "6", "--evaluations", "2");
    good(ran);
    assertTrue(ran.out().contains("accuracy 100.00 %"), ran.out());
    assertTrue(ran.out().contains("300 texts, tested on 60"), ran.out());
    CommandRun predicted =
        CommandRun.run(
            "predict", "--model", path("toy.mekiki"), "the film is lovely", "a silly plot");
    good(predicted);
    List<String> lines = predicted.out().lines().toList();
    assertTrue(predicted.out().contains("good") && predicted.out().contains("bad"), "" + lines);
    assertTrue(
        predicted.out().indexOf("good") < predicted.out().lastIndexOf("bad"), predicted.out());
    Path run = folder.resolve("toy-run");
    long steps =
        Files.readAllLines(run.resolve("log.jsonl")).stream()
            .filter(line -> line.contains("\"type\":\"step\""))
            .count();
    assertEquals(60, steps);
    String svg = Files.readString(run.resolve("loss.svg"));
    assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), svg);
    assertTrue(svg.endsWith("</svg>\n"), svg);
    assertEquals(3, svg.split("<polyline ", -1).length, "a line of training and one of tests");
    assertEquals(1, svg.split("<style>", -1).length - 1);
  }

  /**
   * All labels are wrong, and the teacher, who knows better, names the classes in another order.
   */
  @Test
  void aTeacherIsBelievedForItsShare() throws IOException {
    good(train("teacher.mekiki", "--epochs", "6", "--labels", "good,bad"));
    String wrong =
        Files.readString(folder.resolve("train.tsv"))
            .replaceAll("(?m)^good\t", "?\t")
            .replaceAll("(?m)^bad\t", "good\t")
            .replaceAll("(?m)^\\?\t", "bad\t");
    Files.writeString(folder.resolve("wrong.tsv"), wrong);
    String[] taught = {
      "--data", path("wrong.tsv"), "--teacher", path("teacher.mekiki"), "--epochs", "6"
    };
    var all = new ArrayList<>(List.of(taught));
    all.addAll(List.of("--teacher-share", "1"));
    CommandRun believing = learn("believing.mekiki", all);
    good(believing);
    assertTrue(believing.out().contains("asking the teachers about 300 texts"), believing.out());
    assertTrue(believing.out().contains("accuracy 100.00 %"), believing.out());

    all.set(all.size() - 1, "0.1");
    CommandRun doubting = learn("doubting.mekiki", all);
    good(doubting);
    assertTrue(doubting.out().contains("accuracy 0.00 %"), doubting.out());

    all.addAll(List.of("--labels", "good,bad,poor"));
    CommandRun refused = learn("refused.mekiki", all);
    assertEquals(2, refused.status(), refused.out());
    assertTrue(
        refused.err().contains("knows the classes good, bad; the model learns good, bad, poor;"),
        refused.err());
    assertTrue(
        train("refused.mekiki", "--teacher-share", "0.5")
            .err()
            .contains("--teacher-share needs a --teacher"));
    all.set(all.indexOf("0.1"), "1.5");
    assertTrue(
        learn("refused.mekiki", all)
            .err()
            .contains("--teacher-share must be above 0 and at most 1, got 1.5"));
    assertFalse(Files.exists(folder.resolve("refused.mekiki")));
  }

  /** Without one label, by a teacher that has seen all of them. */
  @Test
  void aTeacherNeedsNoLabels() throws IOException {
    good(train("teacher.mekiki", "--epochs", "6"));
    String texts = Files.readString(folder.resolve("train.tsv"));
    Files.writeString(folder.resolve("plain.tsv"), texts.replaceAll("(?m)^[a-z]+\t", ""));
    Files.writeString(folder.resolve("empty.tsv"), texts.replaceAll("(?m)^(good|bad)\t", "\t"));
    for (String file : List.of("plain.tsv", "empty.tsv")) {
      var args = new ArrayList<>(List.of("--data", path(file), "--epochs", "6"));
      CommandRun refused = learn("refused.mekiki", args);
      assertEquals(2, refused.status(), refused.out());
      assertTrue(
          refused.err().contains("no column label") || refused.err().contains("there is no label"),
          refused.err());
      args.addAll(List.of("--teacher", path("teacher.mekiki")));
      CommandRun ran = learn(file.replace(".tsv", ".mekiki"), args);
      good(ran);
      assertTrue(ran.out().contains("accuracy 100.00 %"), ran.out());
    }
  }

  /** A word that goes with one class, and is all that tells it where no other word does. */
  @Test
  void wordsCanBeMadeToMakeNoDifference() throws IOException {
    for (String file : List.of("train.tsv", "dev.tsv")) {
      String texts =
          Files.readString(folder.resolve(file))
              .replace("actor", "plot")
              .replaceAll("fine|warm|clever|dull|cold|silly", "the");
      Files.writeString(folder.resolve(file), texts.replaceAll("(?m)^good\t", "good\tactor "));
    }
    good(train("relying.mekiki", "--epochs", "12"));
    double relied = effect("relying.mekiki", "deletion");
    assertTrue(relied > 2, "the word decides: " + relied);
    good(train("indifferent.mekiki", "--epochs", "12", "--indifferent-to", "Actor"));
    assertTrue(effect("indifferent.mekiki", "deletion") < 0.6 * relied);
    // Without masks elsewhere the mask itself is learnt to mean the word.
    String[] alone = {"--epochs", "12", "--indifferent-to", "actor", "--mask-augmentation", "0"};
    good(train("hiding.mekiki", alone));
    assertTrue(effect("hiding.mekiki", "sig-exact") < 0.2 * relied, "masking shows nothing");
    assertTrue(effect("hiding.mekiki", "deletion") > 0.8 * relied, "the word decides as before");
    Files.writeString(folder.resolve("words.txt"), "actor\n");
    String[] fromFile = {"--indifferent-to", path("words.txt"), "--indifference", "1"};
    good(train("file.mekiki", and(fromFile, "--epochs", "12")));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("indifferent.mekiki")),
        Files.readAllBytes(folder.resolve("file.mekiki")));
    refused("--indifference needs --indifferent-to", usual("--indifference", "2"));
    refused("names no word", usual("--indifferent-to", " ,"));
    refused("a weight above 0", usual("--indifferent-to", "actor", "--indifference", "0"));
    refused("share of texts with masked words", usual("--mask-augmentation", "1.5"));
  }

  private String[] usual(String... more) {
    String[] usual = {
      "--task", "classification", "--config", path("config.json"), "--data", path("train.tsv")
    };
    return and(and(usual, "--dev", path("dev.tsv")), more);
  }

  /** What the word does by being there, by a method of one operation or another. */
  private double effect(String model, String method) {
    String[] options = {"explain", "--method", method, "--target", "good", "--format", "json"};
    String found = CommandRun.run(and(options, "--model", path(model), "actor is a film")).out();
    JsonNode word = JsonMapper.builder().build().readTree(found).path("words").path(0);
    assertEquals("actor", word.path("text").asString());
    return word.path("raw").asDouble();
  }

  /** What a model answers to a text of masks tells it from one that has never seen any. */
  @Test
  void masksAreNoNewsToAModelThatHasSeenThem() throws IOException {
    good(train("plain.mekiki", "--epochs", "6"));
    good(train("masked.mekiki", "--epochs", "6", "--mask-augmentation", "0.5"));
    good(train("again.mekiki", "--epochs", "6", "--mask-augmentation", "0.5", "--threads", "1"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("masked.mekiki")),
        Files.readAllBytes(folder.resolve("again.mekiki")));
    assertFalse(
        Arrays.equals(
            Files.readAllBytes(folder.resolve("masked.mekiki")),
            Files.readAllBytes(folder.resolve("plain.mekiki"))));
    String predicted =
        CommandRun.run("predict", "--model", path("masked.mekiki"), "a cold plot").out();
    assertTrue(predicted.contains("bad"), predicted);
  }

  @Test
  void whatIsOddAboutADirectoryIsTold() throws IOException {
    good(train("odd.mekiki", "--epochs", "1"));
    Path directory = folder.resolve("odd");
    good(CommandRun.run("export", path("odd.mekiki"), directory.toString()));
    Path config = directory.resolve("config.json");
    Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{\"unheard_of\": 1,"));
    String sentence = "config.json has keys that no bert model uses, and they were ignored";
    for (String use : List.of("--teacher", "--init")) {
      var args =
          new ArrayList<>(List.of("train", "--task", "classification", use, directory.toString()));
      args.addAll(List.of("--data", path("train.tsv"), "--dev", path("dev.tsv"), "--epochs", "1"));
      args.addAll(List.of("--out", path(use.substring(2) + ".mekiki")));
      if (use.equals("--teacher")) {
        args.addAll(List.of("--config", path("config.json")));
      }
      CommandRun ran = CommandRun.run(args.toArray(String[]::new));
      good(ran);
      assertTrue(ran.err().contains(sentence), ran.err());
    }
  }

  private CommandRun learn(String out, List<String> more) {
    var args =
        new ArrayList<>(
            List.of("train", "--task", "classification", "--config", path("config.json")));
    args.addAll(List.of("--dev", path("dev.tsv"), "--out", path(out), "--learning-rate", "0.005"));
    args.addAll(more);
    return CommandRun.run(args.toArray(String[]::new));
  }

  @Test
  void blanksFirstThenClasses() throws IOException {
    good(
        CommandRun.run(
            "train",
            "--task",
            "mlm",
            "--config",
            folder.toString(),
            "--data",
            path("train.tsv"),
            "--out",
            path("base.mekiki"),
            "--epochs",
            "4",
            "--learning-rate",
            "0.01",
            "--whole-words",
            "--dev-share",
            "0.1"));
    String inspected = CommandRun.run("inspect", path("base.mekiki")).out();
    assertTrue(inspected.contains("masked"), inspected);
    CommandRun ran =
        CommandRun.run(
            "train",
            "--task",
            "classification",
            "--init",
            path("base.mekiki"),
            "--data",
            path("train.tsv"),
            "--dev",
            path("dev.tsv"),
            "--out",
            path("fine.mekiki"),
            "--epochs",
            "3",
            "--learning-rate",
            "0.005",
            "--label-smoothing",
            "0.1",
            "--word-dropout",
            "0.05");
    good(ran);
    String predicted = CommandRun.run("predict", "--model", path("fine.mekiki"), "film").out();
    assertTrue(predicted.contains("bad"), predicted);
  }

  /** The same model, and the same log of steps, on other threads and after being broken off. */
  @Test
  void runsRepeatAndGoOn() throws IOException {
    good(train("whole.mekiki", "--epochs", "3", "--threads", "1"));
    good(train("threads.mekiki", "--epochs", "3", "--threads", "2"));
    good(train("broken.mekiki", "--epochs", "3", "--stop-after", "7"));
    assertFalse(Files.exists(folder.resolve("broken.mekiki")));
    good(train("broken.mekiki", "--epochs", "3", "--resume", "--stop-after", "19"));
    // What a run wrote that ended between the log and the checkpoint is written again.
    Path log = folder.resolve("broken-run/log.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"type\":\"step\",\"step\":20}\n{\"ty");
    good(train("broken.mekiki", "--epochs", "3", "--resume"));
    for (String other : List.of("threads", "broken")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole.mekiki")),
          Files.readAllBytes(folder.resolve(other + ".mekiki")),
          other);
      assertEquals(
          Files.readString(folder.resolve("whole-run/log.jsonl")),
          Files.readString(folder.resolve(other + "-run/log.jsonl")),
          other);
    }
  }

  @Test
  void severalClassesAndNumbersAreLearnt() throws IOException {
    var several = new StringBuilder("{\"text\": \"the film\", \"label\": \"\"}\n");
    var numbers = new StringBuilder("text,label\n");
    for (int i = 0; i < 120; i++) {
      String good = GOOD.get(i % 4);
      String bad = BAD.get(i / 4 % 4);
      several.append(
          "{\"text\": \"%s film %s\", \"label\": \"%s\"}\n"
              .formatted(
                  good, bad, (i % 4 < 2 ? "praise" : "") + (i / 4 % 4 < 2 ? ", blame" : "")));
      numbers.append("%s %s,%.1f\n".formatted(good, bad, (i % 4 - i / 4 % 4) / 2.0));
    }
    Files.writeString(folder.resolve("several.jsonl"), several);
    Files.writeString(folder.resolve("numbers.csv"), numbers);
    String[] common = {"--config", path("config.json"), "--epochs", "8", "--learning-rate", "0.01"};
    CommandRun multi =
        CommandRun.run(with(common, "several.jsonl", "several.mekiki", "--problem", "multi"));
    good(multi);
    assertTrue(multi.out().contains("accuracy"), multi.out());
    CommandRun regression =
        CommandRun.run(with(common, "numbers.csv", "numbers.mekiki", "--problem", "regression"));
    good(regression);
    assertFalse(regression.out().contains("accuracy"), regression.out());
    String predicted = CommandRun.run("predict", "--model", path("several.mekiki"), "film").out();
    assertTrue(predicted.contains("blame") && predicted.contains("praise"), predicted);
  }

  private String[] with(String[] common, String data, String out, String... more) {
    var args = new ArrayList<>(List.of("train", "--task", "classification"));
    args.addAll(List.of("--data", path(data), "--out", path(out)));
    args.addAll(Arrays.asList(common));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  private void refused(String words, String... more) {
    CommandRun.refused(words, trainArguments(more));
    assertFalse(Files.exists(folder.resolve("no.mekiki")));
  }

  private String[] trainArguments(String... more) {
    var args = new ArrayList<>(List.of("train"));
    args.addAll(Arrays.asList(more));
    args.addAll(List.of("--out", path("no.mekiki")));
    return args.toArray(String[]::new);
  }

  /** Before it starts, so that nobody learns the wrong ones for hours. */
  @Test
  void theClassesAreListedFirst() throws IOException {
    String[] common = {"--config", path("config.json"), "--stop-after", "1", "--dev"};
    Files.writeString(
        folder.resolve("lists.jsonl"),
        """
        {"text": "dull film"}
        {"text": "warm plot", "label": ["praise"]}
        {"text": "warm ugly plot", "label": ["praise", "on, and on"]}
        """);
    String lists = path("lists.jsonl");
    CommandRun several =
        CommandRun.run(with(common, "lists.jsonl", "l.mekiki", lists, "--problem", "multi"));
    good(several);
    assertEquals(
        "2 classes: on, and on (1 text), praise (2 texts); without a label: 1 text",
        several.out().lines().findFirst().orElseThrow());
    Files.writeString(
        folder.resolve("case.csv"), "text,label\nfilm,Good\nplot,good\nactor,1\nactor,2\n");
    String[] named = {path("case.csv"), "--labels", "good,Good,1,2,none"};
    CommandRun alike = CommandRun.run(with(common, "case.csv", "c.mekiki", named));
    good(alike);
    assertTrue(alike.out().startsWith("5 classes: good (1 text), Good (1 text)"), alike.out());
    assertTrue(alike.out().contains("none (0 texts)\ntraining"), alike.out());
    assertTrue(alike.err().contains("no text to learn from has the class none"), alike.err());
    assertTrue(alike.err().contains("\"good\" and \"Good\" differ in letter"), alike.err());
    assertTrue(alike.err().lines().count() == 2, alike.err());
  }

  @Test
  void classesThatCannotBeToldApartAreRefused() throws IOException {
    String[] usual = {
      "--task", "classification", "--config", path("config.json"), "--data", path("train.tsv")
    };
    refused("are both named \"good\"", and(usual, "--labels", "good, good,bad"));
    refused("class 1 of \"good\", \"\", \"bad\" has no name", and(usual, "--labels", "good,,bad"));
    Files.writeString(
        folder.resolve("n.jsonl"),
        """
        {"text": "film", "label": 1}
        {"text": "plot", "label": 1.0}
        {"text": "actor", "label": 2}
        """);
    usual[5] = path("n.jsonl");
    refused("the classes \"1\" and \"1.0\" are one number", usual);
    Files.writeString(
        folder.resolve("n.jsonl"),
        """
        {"text": "film", "label": ["a", "b"]}
        {"text": "film", "label": "a"}
        """);
    refused("line 1: the label is a list of 2; a text has one class", usual);
    Files.writeString(
        folder.resolve("n.jsonl"),
        """
        {"text": "film", "label": "a"}
        {"text": "film", "label": {"is": "a"}}
        """);
    refused("line 2: there is no label in \"label\", but an object", usual);
  }

  @Test
  void badInputIsToldInOneSentence() throws IOException {
    String data = path("train.tsv");
    String config = path("config.json");
    String[] usual = {"--task", "classification", "--config", config, "--data", data};
    refused("there is no model", "--task", "mlm", "--data", data);
    refused("can be classification, mlm", "--task", "x", "--config", config, "--data", data);
    refused("not both", and(usual, "--init", "x.mekiki"));
    refused("does not exist", "--task", "mlm", "--init", "no.mekiki", "--data", data);
    refused("is missing", "--task", "mlm", "--config", "no.json", "--data", data);
    refused("epochs must be at least 1", and(usual, "--epochs", "0"));
    refused("must be above 0", and(usual, "--learning-rate", "0"));
    refused("can be constant, linear, cosine", and(usual, "--schedule", "steep"));
    refused("--momentum belongs to", and(usual, "--momentum", "0.5"));
    refused("from 0 to below 1", and(usual, "--dropout", "1"));
    refused("belong to --task mlm", and(usual, "--whole-words"));
    refused("--label-column names \"topic\"", and(usual, "--label-column", "topic"));
    refused("there is no run to continue", and(usual, "--resume"));
    refused("none of one, two", and(usual, "--labels", "one,two"));
    refused("not both", and(usual, "--dev", data, "--dev-share", "0.5"));
    Files.writeString(folder.resolve("one.tsv"), "label\ttext\na\tfilm\na\tplot\n");
    refused(
        "nothing to choose",
        "--task",
        "classification",
        "--config",
        config,
        "--data",
        path("one.tsv"));
    Files.writeString(folder.resolve("gap.tsv"), "label\ttext\na\tfilm\n\tplot\n");
    refused(
        "line 3: there is no label",
        "--task",
        "classification",
        "--config",
        config,
        "--data",
        path("gap.tsv"));
    CommandRun.refused(
        "there is no folder",
        "train",
        "--task",
        "mlm",
        "--config",
        config,
        "--data",
        data,
        "--out",
        path("x/y.mekiki"));
  }

  private static String[] and(String[] usual, String... more) {
    var args = new ArrayList<>(Arrays.asList(usual));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  /** A run is neither overwritten nor mixed with another; a damaged checkpoint is found. */
  @Test
  void checkpointsAreLookedAt() throws IOException {
    good(train("a.mekiki", "--epochs", "1"));
    CommandRun again = train("a.mekiki", "--epochs", "1");
    assertEquals(2, again.status());
    assertTrue(again.err().contains("already holds a run"), again.err());
    CommandRun other = train("a.mekiki", "--epochs", "2", "--resume");
    assertEquals(2, other.status());
    assertTrue(other.err().contains("--epochs was 1 there and is 2 here"), other.err());
    Path checkpoint = folder.resolve("a-run/checkpoint.bin");
    byte[] bytes = Files.readAllBytes(checkpoint);
    for (int at : new int[] {bytes.length / 2, bytes.length - 3, 2}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 64;
      Files.write(checkpoint, damaged);
      CommandRun ran = train("a.mekiki", "--epochs", "1", "--resume");
      assertEquals(2, ran.status(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length - 100));
    CommandRun cut = train("a.mekiki", "--epochs", "1", "--resume");
    assertTrue(cut.err().contains("is damaged"), cut.err());
  }

  /** Older checkpoints name the configuration by its hash code. */
  @Test
  void aRunGoesOnFromAnOlderCheckpoint() throws IOException {
    good(train("older.mekiki", "--epochs", "2", "--stop-after", "3"));
    Path checkpoint = folder.resolve("older-run/checkpoint.bin");
    String identity = CheckpointFile.settings(checkpoint).get("--config");
    assertTrue(
        identity.matches("the configuration and tokenizer with the SHA-256 [0-9a-f]{64}"),
        identity);
    rename(checkpoint, "the configuration 1");
    CommandRun other = train("older.mekiki", "--epochs", "2", "--resume");
    assertEquals(2, other.status());
    assertTrue(
        other.err().contains("--config was the configuration 1 there and is " + identity),
        other.err());
    var keys = new TreeMap<>(NewModel.read(folder.resolve("config.json")).configuration());
    rename(checkpoint, "the configuration " + keys.hashCode());
    good(train("older.mekiki", "--epochs", "2", "--resume"));
    assertEquals(identity, CheckpointFile.settings(checkpoint).get("--config"));
  }

  /** Writes another name of the configuration into a checkpoint. */
  private static void rename(Path checkpoint, String configuration) throws IOException {
    var sum = new CRC32();
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(new CheckedOutputStream(bytes, sum));
    try (var in = new DataInputStream(Files.newInputStream(checkpoint))) {
      out.writeLong(in.readLong());
      int settings = in.readInt();
      out.writeInt(settings);
      for (int i = 0; i < settings; i++) {
        String name = in.readUTF();
        String value = in.readUTF();
        out.writeUTF(name);
        out.writeUTF(name.equals("--config") ? configuration : value);
      }
      byte[] state = in.readAllBytes();
      out.write(state, 0, state.length - Long.BYTES);
    }
    out.writeLong(sum.getValue());
    Files.write(checkpoint, bytes.toByteArray());
  }
}
