package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/exports.md lists what the compiled modules export, and gives a reason for each package. */
final class ExportsTest {
  private static final Path PAGE = Path.of("..", "docs", "exports.md");
  private static final Pattern SECTION = Pattern.compile("## `([\\w.]+)`");
  private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| [^|]* \\| ([^|]*) \\|");
  private static final String RULE = "|---|---|---|";
  private static final String UNKNOWN = "?";

  @Test
  void thePageListsWhatTheModulesExport() throws IOException {
    String page = Files.readString(PAGE);
    String made = page(page.lines().toList());
    if (Boolean.getBoolean("mekiki.write.docs")) {
      Files.writeString(PAGE, made);
    }
    assertEquals(made, page, "run this test with -Dmekiki.write.docs=true");
    assertFalse(made.contains("| " + UNKNOWN + " |"), "an exported package has no reason");
  }

  @Test
  void everyModuleHasASection() throws IOException {
    var named = new TreeSet<String>();
    SECTION.matcher(Files.readString(PAGE)).results().forEach(found -> named.add(found.group(1)));
    var modules = new TreeSet<String>();
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      if (module.name().startsWith("org.mekiki.")) {
        modules.add(module.name());
      }
    }
    assertEquals(modules, named);
  }

  /** The page with its rows made anew; prose and reasons are those of the page that there is. */
  private static String page(List<String> lines) throws IOException {
    Map<String, String> reasons = new HashMap<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        reasons.put(row.group(1), row.group(2));
      }
    }
    var made = new ArrayList<String>();
    String module = "";
    for (String line : lines) {
      Matcher section = SECTION.matcher(line);
      if (section.matches()) {
        module = section.group(1);
      }
      if (!ROW.matcher(line).matches()) {
        made.add(line);
      }
      if (line.equals(RULE)) {
        made.addAll(rows(module, reasons));
      }
    }
    return String.join("\n", made) + "\n";
  }

  private static List<String> rows(String module, Map<String, String> reasons) throws IOException {
    ResolvedModule resolved = ModuleLayer.boot().configuration().findModule(module).orElseThrow();
    var rows = new ArrayList<String>();
    for (String name :
        resolved.reference().descriptor().exports().stream()
            .filter(exported -> !exported.isQualified())
            .map(Exports::source)
            .sorted()
            .toList()) {
      String types =
          publicTypes(resolved, name).stream()
              .map(type -> "`" + type + "`")
              .collect(Collectors.joining(", "));
      rows.add("| `%s` | %s | %s |".formatted(name, types, reasons.getOrDefault(name, UNKNOWN)));
    }
    return rows;
  }

  /** Names of the public types of a package that stand in no other type. */
  private static List<String> publicTypes(ResolvedModule module, String name) throws IOException {
    String folder = name.replace('.', '/') + "/";
    Module loaded = ModuleLayer.boot().findModule(module.name()).orElseThrow();
    try (ModuleReader reader = module.reference().open();
        var files = reader.list()) {
      return files
          .filter(file -> file.startsWith(folder) && file.endsWith(".class"))
          .map(file -> file.substring(folder.length(), file.length() - ".class".length()))
          .filter(type -> !type.contains("/") && !type.contains("$") && !type.contains("-"))
          .filter(
              type -> Modifier.isPublic(Class.forName(loaded, name + "." + type).getModifiers()))
          .sorted()
          .toList();
    }
  }
}
