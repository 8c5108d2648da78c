package org.mekiki.weights.converter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A BERT classifier of a few kilobytes with random weights, changed and written as a test asks. */
final class TinyCheckpoint {
  static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "fine", "film", "##s", "!");
  private static final int HIDDEN = 4;
  private static final int INNER = 6;

  /** Numbers and how a file stores them. */
  record Stored(String dtype, int[] shape, double[] values) {
    byte[] bytes() {
      var out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      for (double value : values) {
        switch (dtype) {
          case "F64" -> out.putDouble(value);
          case "F32" -> out.putFloat((float) value);
          case "F16" -> out.putShort(Float.floatToFloat16((float) value));
          case "BF16" -> out.putShort((short) (Float.floatToRawIntBits((float) value) >>> 16));
          case "I64" -> out.putLong((long) value);
          case "I32" -> out.putInt((int) value);
          case "U8" -> out.put((byte) value);
          default -> throw new IllegalArgumentException(dtype);
        }
      }
      return Arrays.copyOf(out.array(), out.position());
    }
  }

  private final Map<String, String> config = new LinkedHashMap<>();
  private final LinkedHashMap<String, Stored> tensors = new LinkedHashMap<>();
  private final Random random;

  private TinyCheckpoint(long seed) {
    random = new Random(seed);
  }

  /** Two layers of two heads, three labels. */
  static TinyCheckpoint bert() {
    var checkpoint =
        new TinyCheckpoint(7)
            .config("model_type", "\"bert\"")
            .config("architectures", "[\"BertForSequenceClassification\"]")
            .config("vocab_size", VOCABULARY.size())
            .config("hidden_size", HIDDEN)
            .config("num_hidden_layers", 2)
            .config("num_attention_heads", 2)
            .config("intermediate_size", INNER)
            .config("max_position_embeddings", 12)
            .config("type_vocab_size", 2)
            .config("id2label", "{\"0\":\"bad\",\"1\":\"so so\",\"2\":\"good\"}")
            .random("bert.embeddings.word_embeddings.weight", VOCABULARY.size(), HIDDEN)
            .random("bert.embeddings.position_embeddings.weight", 12, HIDDEN)
            .random("bert.embeddings.token_type_embeddings.weight", 2, HIDDEN)
            .norm("bert.embeddings.LayerNorm");
    for (int layer = 0; layer < 2; layer++) {
      String name = "bert.encoder.layer." + layer + ".";
      checkpoint
          .linear(name + "attention.self.query", HIDDEN, HIDDEN)
          .linear(name + "attention.self.key", HIDDEN, HIDDEN)
          .linear(name + "attention.self.value", HIDDEN, HIDDEN)
          .linear(name + "attention.output.dense", HIDDEN, HIDDEN)
          .norm(name + "attention.output.LayerNorm")
          .linear(name + "intermediate.dense", HIDDEN, INNER)
          .linear(name + "output.dense", INNER, HIDDEN)
          .norm(name + "output.LayerNorm");
    }
    return checkpoint.linear("bert.pooler.dense", HIDDEN, HIDDEN).linear("classifier", HIDDEN, 3);
  }

  TinyCheckpoint random(String name, int... shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    // Multiples of 1/64 below 2: every floating-point format holds them exactly.
    double[] values = random.ints(size, -127, 128).mapToDouble(i -> i / 64.0).toArray();
    return with(name, "F32", shape, values);
  }

  TinyCheckpoint linear(String name, int in, int out) {
    return random(name + ".weight", out, in).random(name + ".bias", out);
  }

  TinyCheckpoint norm(String name) {
    return random(name + ".weight", HIDDEN).random(name + ".bias", HIDDEN);
  }

  /** Sets an entry of config.json to a JSON value; null takes it away. */
  TinyCheckpoint config(String key, Object json) {
    if (json == null) {
      config.remove(key);
    } else {
      config.put(key, json.toString());
    }
    return this;
  }

  /** Adds or replaces a tensor. */
  TinyCheckpoint with(String name, String dtype, int[] shape, double... values) {
    tensors.put(name, new Stored(dtype, shape, values));
    return this;
  }

  /** Gives all tensors other names; those that get none are left out. */
  TinyCheckpoint renamed(UnaryOperator<String> names) {
    var before = new LinkedHashMap<>(tensors);
    tensors.clear();
    before.forEach(
        (name, stored) -> {
          String other = names.apply(name);
          if (other != null) {
            tensors.put(other, stored);
          }
        });
    return this;
  }

  /** Changes one number. */
  TinyCheckpoint withValue(String name, int index, double value) {
    tensors.get(name).values()[index] = value;
    return this;
  }

  TinyCheckpoint without(String name) {
    if (tensors.remove(name) == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return this;
  }

  /** Puts another text in place of a part of all tensors' names. */
  TinyCheckpoint renamed(String part, String by) {
    var renamed = new LinkedHashMap<String, Stored>();
    tensors.forEach((name, stored) -> renamed.put(name.replace(part, by), stored));
    tensors.clear();
    tensors.putAll(renamed);
    return this;
  }

  /** Stores all tensors in this format. */
  TinyCheckpoint as(String dtype) {
    tensors.replaceAll((_, stored) -> new Stored(dtype, stored.shape(), stored.values()));
    return this;
  }

  /** Stores the tensors in the opposite order. */
  TinyCheckpoint reversed() {
    var names = new ArrayList<>(tensors.keySet()).reversed();
    names.forEach(name -> tensors.putLast(name, tensors.remove(name)));
    return this;
  }

  Map<String, Stored> tensors() {
    return tensors;
  }

  /** Writes everything, the weights in one file. */
  Path writeTo(Path directory) throws IOException {
    writeText(directory);
    Files.write(directory.resolve("model.safetensors"), safetensors(tensors));
    return directory;
  }

  /** Writes everything, the weights dealt out to several files with an index. */
  Path writeSharded(Path directory, int shards) throws IOException {
    writeText(directory);
    var parts = new ArrayList<Map<String, Stored>>();
    var index = new LinkedHashMap<String, String>();
    for (int i = 0; i < shards; i++) {
      parts.add(new LinkedHashMap<>());
    }
    int next = 0;
    for (var tensor : tensors.entrySet()) {
      int part = next++ % shards;
      parts.get(part).put(tensor.getKey(), tensor.getValue());
      index.put(tensor.getKey(), shard(part, shards));
    }
    for (int i = 0; i < shards; i++) {
      Files.write(directory.resolve(shard(i, shards)), safetensors(parts.get(i)));
    }
    writeIndex(directory, index);
    return directory;
  }

  /** Name of a shard, counted from 0. */
  static String shard(int index, int shards) {
    return "model-%05d-of-%05d.safetensors".formatted(index + 1, shards);
  }

  static void writeIndex(Path directory, Map<String, String> shardOf) throws IOException {
    String map =
        shardOf.entrySet().stream()
            .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(","));
    Files.writeString(
        directory.resolve("model.safetensors.index.json"),
        "{\"metadata\":{\"total_size\":1},\"weight_map\":{" + map + "}}");
  }

  private void writeText(Path directory) throws IOException {
    Files.createDirectories(directory);
    String json =
        config.entrySet().stream()
            .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    Files.writeString(directory.resolve("config.json"), json);
    Files.writeString(directory.resolve("vocab.txt"), String.join("\n", VOCABULARY) + "\n");
  }

  /** The bytes of a safetensors file. */
  static byte[] safetensors(Map<String, Stored> tensors) {
    var header = new ArrayList<String>();
    var data = new ByteArrayOutputStream();
    header.add("\"__metadata__\":{\"format\":\"pt\"}");
    tensors.forEach(
        (name, stored) -> {
          int begin = data.size();
          data.writeBytes(stored.bytes());
          header.add(
              "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(
                      name, stored.dtype(), Arrays.toString(stored.shape()), begin, data.size()));
        });
    byte[] text = ("{" + String.join(",", header) + "}").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data.toByteArray())
        .array();
  }
}
