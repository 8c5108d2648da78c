package org.mekiki.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mekiki.adapters.TestModels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of docs/adapters.md has the properties that there are, as editors describe them. */
final class PropertiesDocTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `mekiki\\.[^`]+` \\|.*\\|$");

  @Test
  void theTableHasTheProperties() throws Exception {
    var described = new TreeSet<String>();
    try (InputStream in =
        PropertiesDocTest.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      for (JsonNode each : JsonMapper.builder().build().readTree(in).path("properties")) {
        described.add(
            "| `%s` | %s | %s |"
                .formatted(
                    each.path("name").asString(),
                    each.path("defaultValue").asString(""),
                    each.path("description").asString())
                .replace("|  |", "| |"));
      }
    }
    var table = new TreeSet<String>();
    String page = Files.readString(TestModels.root().resolve("docs/adapters.md"));
    ROW.matcher(page).results().forEach(row -> table.add(row.group()));
    assertEquals(String.join("\n", described), String.join("\n", table));
  }
}
