package org.mekiki.cli.serve;

import java.util.List;
import java.util.Optional;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.option.AnswerOption;
import org.mekiki.cli.option.ExplainerOption;
import org.mekiki.cli.option.TargetOption;
import org.mekiki.cli.task.Reader;
import org.mekiki.cli.task.TextExplainer;
import org.mekiki.cli.task.TextExplainer.Found;
import org.mekiki.cli.task.TextExplainer.Item;
import org.mekiki.cli.task.WindowOption;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * How a text that comes over HTTP is explained: the options of {@code explain} that concern one
 * text. Each is a field of the request, its name without hyphens.
 */
@Command
final class RequestOptions {
  @Mixin private ExplainerOption how = new ExplainerOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private WindowOption window = new WindowOption();

  /** What was read of a text, and its explanations. */
  record Answer(EncodedText text, List<Found> explanations) {}

  Answer explain(TaskModel model, TextItem item, Monitor monitor) {
    Reader reader = Reader.of(model, new AnswerOption());
    window.check(model, 0);
    Optional<Windows> windows = window.windows(model, item, 0);
    Item read =
        windows.isPresent()
            ? new Item(null, windows.get())
            : new Item(reader.encode(item, 0), null);
    var all = new TextExplainer(reader, target, monitor);
    List<Found> found =
        how.explainers(false, false).stream()
            .flatMap(explainer -> all.explain(explainer, read).stream())
            .toList();
    return new Answer(found.getFirst().explanation().text(), found);
  }
}
