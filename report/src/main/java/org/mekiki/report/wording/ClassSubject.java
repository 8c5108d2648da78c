package org.mekiki.report.wording;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.sig.Explanation;
import org.mekiki.transformer.head.ProblemType;

/**
 * How to speak of the answer of a model that judges whole texts.
 *
 * @param labels names of the classes, or of the numbers
 * @param problem what the outputs mean
 */
public record ClassSubject(List<String> labels, ProblemType problem) {
  /** From here on a label of its own is rather there than not. */
  private static final double LIKELY = 0.5;

  /** Copies. */
  public ClassSubject {
    labels = List.copyOf(labels);
  }

  /** What an explanation is about; of a text in windows too, where the answer is their mean. */
  public Subject of(Explanation explanation) {
    boolean number = problem == ProblemType.REGRESSION;
    List<Double> answer = number ? explanation.logits() : explanation.probabilities();
    boolean alone = number && labels.size() == 1;
    Subject.Phrase name =
        alone
            ? Subject.Phrase.of("name.value")
            : Subject.Phrase.of(number ? "name.values" : "name.class", explanation.targetLabel());
    return new Subject(
        name,
        reading(answer),
        switch (problem) {
          case SINGLE_LABEL -> Wording.best(answer) == explanation.target();
          case MULTI_LABEL -> answer.get(explanation.target()) >= LIKELY;
          case REGRESSION -> true;
        },
        Wording.quantity(explanation, "value"),
        number ? List.of() : Wording.shares(explanation, labels),
        Map.of());
  }

  /** What the model answers: its probabilities, or its numbers. */
  public Subject.Phrase reading(List<Double> answer) {
    int best = Wording.best(answer);
    String label = labels.get(best);
    return switch (problem) {
      case SINGLE_LABEL -> Subject.Phrase.of("reading.class", label).with(100 * answer.get(best));
      case MULTI_LABEL -> {
        List<String> likely =
            IntStream.range(0, answer.size())
                .filter(i -> answer.get(i) >= LIKELY)
                .mapToObj(labels::get)
                .toList();
        yield likely.isEmpty()
            ? Subject.Phrase.of("reading.labels.none", label).with(100 * answer.get(best))
            : Subject.Phrase.listed("reading.labels", likely);
      }
      case REGRESSION ->
          answer.size() == 1
              ? Subject.Phrase.of("reading.value", Wording.number(answer.getFirst()))
              : Subject.Phrase.of(
                  "reading.values",
                  IntStream.range(0, answer.size())
                      .mapToObj(i -> labels.get(i) + " " + Wording.number(answer.get(i)))
                      .collect(Collectors.joining(", ")));
    };
  }
}
