package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.cli.audit.count.Examples;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.findings.FindingsFile;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.cli.audit.table.ExampleText;

/** The texts of those examples that are shown; nothing else of the data is kept in memory. */
final class ExampleTexts {
  /** Characters on a side of what an example shows. */
  private static final int AROUND = 160;

  private final Map<Long, Set<Place>> wanted = new HashMap<>();
  private final Map<Long, Map<Place, ExampleText>> texts = new HashMap<>();

  /** Asks for examples. */
  void want(List<Examples.Example> examples) {
    examples.forEach(example -> want(example.number(), example.place()));
  }

  void want(long number, Place place) {
    wanted.computeIfAbsent(number, _ -> new HashSet<>()).add(place);
  }

  /** Reads what was asked for. */
  void load(FindingsFile file) throws IOException {
    file.forEach(
        finding -> {
          Set<Place> places = wanted.get(finding.number());
          if (places != null) {
            Map<Place, ExampleText> found = new HashMap<>();
            places.forEach(place -> found.put(place, text(finding, place)));
            texts.put(finding.number(), found);
          }
        });
  }

  private static ExampleText text(TextFinding finding, Place place) {
    String text = finding.texts().get(place.sequence());
    return ExampleText.of(finding.text().line(), text, place.start(), place.end(), 0, AROUND);
  }

  List<ExampleText> of(List<Examples.Example> examples) {
    return examples.stream()
        .map(example -> of(example.number(), example.place(), example.value()))
        .toList();
  }

  ExampleText of(long number, Place place, double value) {
    ExampleText text = texts.get(number).get(place);
    return new ExampleText(text.line(), text.before(), text.marked(), text.after(), value);
  }
}
