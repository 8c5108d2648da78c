package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.spi.model.embedding.EmbeddingModelFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;

/** The framework finds the factory, and the factory finds the file. */
final class MekikiEmbeddingModelFactoryTest {
  @TempDir private Path folder;

  @Test
  void theFrameworkFindsIt() {
    assertInstanceOf(
        MekikiEmbeddingModelFactory.class,
        ServiceLoader.load(EmbeddingModelFactory.class).findFirst().orElseThrow());
  }

  @Test
  void thePropertyComesBeforeTheVariable() {
    String file = TestModels.encoder(folder).toString();
    for (var factory :
        java.util.List.of(
            new MekikiEmbeddingModelFactory(Map.of("mekiki.model", file)::get, Map.of()),
            new MekikiEmbeddingModelFactory(name -> null, Map.of("MEKIKI_MODEL", file)),
            new MekikiEmbeddingModelFactory(
                Map.of("mekiki.model", file)::get, Map.of("MEKIKI_MODEL", "elsewhere")))) {
      try (var model = (MekikiEmbeddingModel) factory.create()) {
        assertEquals("encoder", model.modelName());
      }
    }
  }

  @Test
  void oneSentenceSaysWhatIsMissing() {
    for (String empty : java.util.Arrays.asList(null, " ")) {
      var factory = new MekikiEmbeddingModelFactory(name -> empty, Map.of());
      assertEquals(
          "no embedding model is named: set the system property mekiki.model or the environment"
              + " variable MEKIKI_MODEL to the file that `mekiki convert` wrote",
          assertThrows(IllegalStateException.class, factory::create).getMessage());
    }
  }
}
