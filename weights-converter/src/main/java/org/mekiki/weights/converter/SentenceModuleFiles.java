package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.head.SentenceModule;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a sentence-transformers directory has beside the encoder's files: the list of modules, and a
 * folder for each but the encoder, which stands in the directory itself.
 */
final class SentenceModuleFiles {
  /** What names of modules' weights begin with; a number and a point follow. */
  static final String PREFIX = "modules.";

  private SentenceModuleFiles() {}

  /**
   * Writes.
   *
   * @param modules in order, the encoder first
   * @param head its prompts are written too
   * @param tensors of all modules
   */
  static void write(
      List<SentenceModule> modules, HeadConfig head, List<StoredTensor> tensors, Path folder)
      throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < modules.size(); i++) {
      SentenceModule module = modules.get(i);
      String name = i == 0 ? "" : i + "_" + module.type();
      list.addObject()
          .put("idx", i)
          .put("name", Integer.toString(i))
          .put("path", name)
          .put("type", "sentence_transformers.models." + module.type());
      if (i == 0) {
        writeConfig(module, folder.resolve("sentence_bert_config.json"));
      } else {
        writeModule(module, named(tensors, PREFIX + i + "."), folder.resolve(name));
      }
    }
    JsonFile.write(list, folder.resolve("modules.json"));
    var prompts = new LinkedHashMap<String, Object>();
    prompts.put("prompts", SentenceEmbedding.prompts(head));
    prompts.put("default_prompt_name", SentenceEmbedding.defaultPrompt(head).orElse(null));
    prompts.put("similarity_fn_name", "cosine");
    JsonFile.write(JsonFile.of(prompts), folder.resolve("config_sentence_transformers.json"));
  }

  private static void writeModule(SentenceModule module, List<StoredTensor> own, Path folder)
      throws IOException {
    Files.createDirectory(folder);
    if (!module.config().isEmpty()) {
      writeConfig(module, folder.resolve("config.json"));
    }
    if (!own.isEmpty()) {
      Exporter.writeWeights(own, folder);
    }
  }

  private static void writeConfig(SentenceModule module, Path path) throws IOException {
    JsonFile.write(JsonFile.of(module.config()), path);
  }

  private static List<StoredTensor> named(List<StoredTensor> tensors, String prefix) {
    var own = new ArrayList<StoredTensor>();
    for (StoredTensor tensor : tensors) {
      if (tensor.name().startsWith(prefix)) {
        own.add(
            new StoredTensor(
                tensor.name().substring(prefix.length()),
                tensor.type(),
                tensor.shape(),
                tensor.source()));
      }
    }
    return own;
  }
}
