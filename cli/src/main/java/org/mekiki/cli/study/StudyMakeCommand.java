package org.mekiki.cli.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.evaluate.DataOption;
import org.mekiki.cli.evaluate.JudgedMethodsOption;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.cli.record.Records;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a questionnaire. */
@Command(
    name = "make",
    description = "Writes a blinded questionnaire as one page, and the key that unblinds it.",
    footer = {
      "",
      "Examples:",
      "  mekiki study make --data test.tsv --sample 20 --methods sig,ig --output study.html"
    },
    mixinStandardHelpOptions = true)
public final class StudyMakeCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model;
  @Mixin private ThreadsOption threads;
  @Mixin private DataOption data;
  @Mixin private JudgedMethodsOption methods;

  @Option(
      names = "--output",
      paramLabel = "FILE.html",
      required = true,
      description = "the questionnaire")
  private Path output;

  @Option(
      names = "--key",
      paramLabel = "FILE.json",
      description =
          "the key, which raters must not see; default: the questionnaire's name with .key.json")
  private Path key;

  public StudyMakeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<JudgedMethod> judged = methods.methods(RunSettings.DEFAULT);
    if (judged.size() < 2) {
      throw new UserException("a comparison needs at least two methods; name them with --methods");
    }
    Path keyFile = key == null ? Path.of(output + ".key.json") : key;
    if (keyFile.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw new UserException("--key and --output name the same file; the key needs another one");
    }
    List<Example> examples = data.read(console::tell).examples();
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.loadClassifier("study", context.inline());
      var answers = new StudyText[examples.size()];
      context.forEach(
          answers.length, (i, _) -> answers[i] = explained(classifier, judged, examples.get(i)));
      List<StudyText> texts = new ArrayList<>();
      for (StudyText answer : answers) {
        if (answer != null) {
          texts.add(answer);
        }
      }
      if (texts.isEmpty()) {
        throw new UserException(data.file() + " has no text with a word to explain");
      }
      List<String> names = judged.stream().map(JudgedMethod::name).toList();
      Study study = Study.of(texts, names, classifier.labels(), data.seed());
      WholeFile.writeText(output, StudyPage.of(study, console.speech()));
      WholeFile.writeText(keyFile, Records.line(study.key()) + "\n");
      console.tell(
          "%d questions about %d texts in %s; the key is %s"
              .formatted(study.questions().size(), texts.size(), output, keyFile));
      return ExitCode.OK;
    }
  }

  private StudyText explained(Classifier classifier, List<JudgedMethod> judged, Example example) {
    EncodedText text = classifier.encode(example.text(), example.pair());
    var explanations = new ArrayList<Explanation>();
    try {
      for (JudgedMethod method : judged) {
        explanations.add(
            method.explainers().apply(data.seed()).explain(classifier, text, Monitor.NONE));
      }
      return new StudyText(example, explanations);
    } catch (NothingToExplainException e) {
      return null;
    }
  }
}
