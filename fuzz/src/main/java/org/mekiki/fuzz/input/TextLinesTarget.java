package org.mekiki.fuzz.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.TextLines;
import org.mekiki.fuzz.FuzzTarget;

/** Texts of {@code --input}, a JSON object a line; a line that is refused is followed by others. */
public final class TextLinesTarget implements FuzzTarget {
  @Override
  public String name() {
    return "text-lines";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(UserException.class, DataException.class);
  }

  @Override
  public List<String> words() {
    return List.of("{\"text\":\"a\"}\n", "\"text_pair\":", "\"note\":", "\"id\":", "\\ud800");
  }

  @Override
  public void run(byte[] input, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("input.jsonl"), input);
    UserException refused = null;
    try (TextLines lines = TextLines.open(file)) {
      while (lines.advance()) {
        try {
          lines.item();
        } catch (UserException e) {
          refused = e;
        }
      }
    }
    if (refused != null) {
      throw refused;
    }
  }
}
