package org.mekiki.cli.evaluate;

import java.util.List;
import org.mekiki.sig.judge.Example;

/**
 * The texts that methods are judged on.
 *
 * @param examples the texts
 * @param labels their right answers; empty where the data has none
 */
public record EvaluationTexts(List<Example> examples, List<String> labels) {}
