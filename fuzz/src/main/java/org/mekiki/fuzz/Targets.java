package org.mekiki.fuzz;

import java.util.List;
import org.mekiki.cli.audit.RuleFileTarget;
import org.mekiki.cli.serve.RequestBodyTarget;
import org.mekiki.cli.web.HttpRequestTarget;
import org.mekiki.fuzz.input.CheckpointTarget;
import org.mekiki.fuzz.input.DataTarget;
import org.mekiki.fuzz.input.EntityTarget;
import org.mekiki.fuzz.input.MecabTarget;
import org.mekiki.fuzz.input.ModelFileTarget;
import org.mekiki.fuzz.input.OnnxTarget;
import org.mekiki.fuzz.input.SafetensorsTarget;
import org.mekiki.fuzz.input.SetFitTarget;
import org.mekiki.fuzz.input.TextLinesTarget;
import org.mekiki.fuzz.input.TextTarget;
import org.mekiki.fuzz.input.TokenizerTarget;
import org.mekiki.fuzz.input.TorchTarget;
import org.mekiki.transformer.tokenizer.regex.RegexTarget;

/** All that reads what strangers wrote. */
public final class Targets {
  /** In the order in which they are tried. */
  public static final List<FuzzTarget> ALL =
      List.of(
          new SafetensorsTarget(),
          new TorchTarget(),
          new OnnxTarget(),
          new SetFitTarget(),
          new ModelFileTarget(),
          new MecabTarget(),
          new CheckpointTarget(),
          new EntityTarget(),
          TokenizerTarget.JSON,
          TokenizerTarget.CONFIG,
          TokenizerTarget.SENTENCE_PIECE,
          new TextTarget(),
          new RegexTarget(),
          new DataTarget("csv"),
          new DataTarget("tsv"),
          new DataTarget("jsonl"),
          new TextLinesTarget(),
          new RuleFileTarget(),
          new HttpRequestTarget(),
          new RequestBodyTarget());

  private Targets() {}

  /**
   * The target of a name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static FuzzTarget of(String name) {
    return ALL.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no target \"%s\"; there are %s"
                        .formatted(name, ALL.stream().map(FuzzTarget::name).toList())));
  }
}
