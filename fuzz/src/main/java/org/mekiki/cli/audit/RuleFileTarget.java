package org.mekiki.cli.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.SectionFile;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.transformer.tokenizer.regex.RegexLimitException;

/** Rules of an audit: read, and their words looked for in a text. */
public final class RuleFileTarget implements FuzzTarget {
  private static final String TEXT =
      "A fine film, not without aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa charm!";

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(DataException.class, RegexLimitException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "[a]\n", "words: film\n", "pattern: ", "(a+)+$", "max-share: 10 %\n", "top: 1\n");
  }

  @Override
  public void run(byte[] input, Path folder) {
    List<String> labels = List.of("negative", "positive");
    for (RuleFile.Written written : RuleFile.of(SectionFile.parse("rules.txt", input), labels)) {
      for (Place place : written.rule().words().apply(TEXT)) {
        if (place.start() < 0 || place.end() <= place.start() || place.end() > TEXT.length()) {
          throw new AssertionError("a word from %d to %d".formatted(place.start(), place.end()));
        }
      }
    }
  }
}
