package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.safetensors.SafetensorsWriter;

/** A LoRA adapter on the command line, over the embedded model's directory. */
final class AdapterTest {
  private static final String TEXT = "a warm , funny film";
  @TempDir private Path folder;
  private Path base;
  private Path file;
  private Path adapter;

  @BeforeEach
  void baseAndAdapter() throws IOException {
    file = folder.resolve("embedded.mekiki");
    try (InputStream in = Mekiki.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki")) {
      Files.copy(in, file);
    }
    base = folder.resolve("base");
    assertEquals(0, run("export", file + "", base + "").status());
    adapter = Files.createDirectory(folder.resolve("lora"));
    int width;
    try (ModelFile opened = ModelFile.open(file)) {
      width = Integer.parseInt(opened.configuration().get("hidden_size"));
    }
    Files.writeString(
        adapter.resolve("adapter_config.json"),
        """
        {"peft_type": "LORA", "task_type": "SEQ_CLS", "r": 2, "lora_alpha": 4,
         "target_modules": ["value"], "base_model_name_or_path": "sst2"}\
        """);
    String name = "base_model.model.bert.encoder.layer.0.attention.self.value.lora_";
    try (OutputStream out = Files.newOutputStream(adapter.resolve("adapter_model.safetensors"))) {
      SafetensorsWriter.write(
          List.of(
              random(name + "A.weight", Shape.of(2, width)),
              random(name + "B.weight", Shape.of(width, 2))),
          out);
    }
  }

  private static StoredTensor random(String name, Shape shape) {
    var random = new Random(name.hashCode());
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new StoredTensor(name, ElementType.F32, shape, () -> values);
  }

  private static String answer(String... model) {
    var args = new java.util.ArrayList<>(List.of("predict", "--format", "json"));
    args.addAll(List.of(model));
    args.add(TEXT);
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  @Test
  void theAnswerIsTheMergedModels() {
    Path merged = folder.resolve("merged.mekiki");
    CommandRun ran = run("convert", base + "", merged + "", "--adapter", adapter + "");
    assertEquals(0, ran.status(), ran.err());
    String direct = answer("--model", base + "", "--adapter", adapter + "");
    assertEquals(answer("--model", merged + ""), direct);
    assertNotEquals(answer("--model", base + ""), direct);
  }

  @Test
  void itsBaseIsNeeded() {
    refused("not the embedded model", "predict", "--adapter", adapter + "", TEXT);
    refused(
        "not the file " + file, "predict", "--model", file + "", "--adapter", adapter + "", "x");
    refused("give its base (\"sst2\")", "explain", "--model", adapter + "", "x");
    refused("is not a PEFT adapter", "explain", "--model", base + "", "--adapter", base + "", "x");
    refused("a single --model, the one that it is for", "serve", "--adapter", adapter + "");
  }
}
