package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong inside of files is told in Japanese, with each value at its place. */
final class JapaneseFilesTest {
  @TempDir private Path folder;

  private String told(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--lang", "ja"));
    CommandRun ran = CommandRun.run(all.toArray(String[]::new));
    assertEquals(2, ran.status(), ran.err() + ran.out());
    return ran.err()
        .strip()
        .replace("mekiki: ", "")
        .replace(folder + folder.getFileSystem().getSeparator(), "");
  }

  private Path model(String name, String... filesAndContents) throws IOException {
    Path model = Files.createDirectory(folder.resolve(name));
    for (int i = 0; i < filesAndContents.length; i += 2) {
      Files.writeString(model.resolve(filesAndContents[i]), filesAndContents[i + 1]);
    }
    return model;
  }

  @Test
  void modelDirectories() throws IOException {
    var expected = new LinkedHashMap<Path, String>();
    expected.put(model("a", "config.json", ""), "a/config.json は空です。JSON が必要です");
    expected.put(
        model("b", "config.json", "{\"a\": NaN}"),
        "b/config.json は JSON として正しくありません。NaN は JSON の値ではないため、数か null を書いてください（1 行 10 桁）");
    expected.put(
        model("c", "config.json", "{}", "model.gguf", "GGUF"),
        "c にあるのは model.gguf だけです。llama.cpp 用のファイルで（多くは精度を落としたもの）、読めません。元のチェックポイントをお使いください");
    expected.put(
        model("d", "config.json", "{}", "adapter_config.json", "{}"),
        "d/adapter_config.json は PEFT のアダプターのファイルです。アダプターは指定したときだけ使います。統合するには --adapter d"
            + " を指定し、基になるモデルだけを使うにはアダプターのファイルを取り除いてください");
    var told = new LinkedHashMap<Path, String>();
    expected
        .keySet()
        .forEach(model -> told.put(model, told("explain", "--model", model.toString(), "a film")));
    assertEquals(expected, told);
  }

  @Test
  void filesOfWeights() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("\1\2", "ファイルは 2 バイトで、ヘッダーの長さを表す 8 バイトもありません（HeaderTooSmall）");
    expected.put(
        "<!DOCTYPE html><html>login</html>",
        "safetensors のファイルではありません（HeaderTooLarge）。本体ではなく、ログインやエラーなどの HTML"
            + " ページです。別のリンクからダウンロードし直してください");
    expected.put(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 123\n",
        "safetensors のファイルではありません（HeaderTooLarge）。本体（123 バイト）ではなく、Git LFS のポインターです。フォルダーで git lfs"
            + " pull を実行するか、ダウンロードしてください");
    expected.put(
        header("{\"a\":{\"dtype\":\"f32\",\"shape\":[1],\"data_offsets\":[0,4]}}"),
        "ヘッダーが正しくありません（InvalidHeaderDeserialization）：テンソル「a」の dtype「f32」は未知の型です");
    expected.put(
        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}") + "1234",
        "テンソル「a」（形状 [2]、型 F32）は 4 バイトですが、8 バイトが必要です（TensorInvalidInfo）");
    for (Map.Entry<String, String> each : expected.entrySet()) {
      Path file = folder.resolve("x.safetensors");
      Files.write(file, each.getKey().getBytes(StandardCharsets.ISO_8859_1));
      assertEquals("x.safetensors：" + each.getValue(), told("inspect", file.toString()));
    }
  }

  private static String header(String json) {
    return (char) json.length() + "\0\0\0\0\0\0\0" + json;
  }
}
