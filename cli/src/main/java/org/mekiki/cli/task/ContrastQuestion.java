package org.mekiki.cli.task;

import java.util.List;
import java.util.Set;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.record.Records;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.evaluation.Contrast;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a text is one class rather than another.
 *
 * @param answer of the model to the text
 */
record ContrastQuestion(
    ClassReader reader, EncodedText text, WrittenTargets.Pair pair, ClassReader.Answer answer)
    implements Question {
  @Override
  public TextModel model() {
    return new Contrast(reader.model(), pair.index(), pair.against());
  }

  @Override
  public TargetChoice targets() {
    return TargetChoice.predicted();
  }

  @Override
  public ObjectNode prediction(Reading reading, Explanation found) {
    return reader.json(answer.logits(), answer.probabilities());
  }

  @Override
  public Subject subject(Explanation explanation) {
    List<String> labels = reader.model().labels();
    List<Double> probabilities = answer.probabilities();
    List<Double> shown = probabilities.isEmpty() ? answer.logits() : probabilities;
    ObjectNode target = Records.object().put("index", pair.index());
    target
        .putObject("against")
        .put("index", pair.against())
        .put("label", labels.get(pair.against()));
    return new Subject(
        Subject.Phrase.of("name.contrast", labels.get(pair.index()), labels.get(pair.against())),
        reader.subject().reading(shown),
        Wording.best(shown) == pair.index(),
        "log-odds",
        probabilities.isEmpty()
            ? List.of()
            : Wording.shares(probabilities, labels, Set.of(pair.index(), pair.against())),
        Records.entries(target));
  }
}
