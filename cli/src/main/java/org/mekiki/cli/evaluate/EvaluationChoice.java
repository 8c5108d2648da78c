package org.mekiki.cli.evaluate;

import java.nio.file.Path;
import java.util.Optional;
import org.mekiki.sig.judge.TokenChoice;

/**
 * What an evaluation was asked to do, as far as its description names it.
 *
 * @param data the file of the texts
 * @param seed of everything that is random
 * @param published whether the published experiments' choices are repeated
 * @param tokens what metrics may choose
 * @param shortcut how a nonsense word gets its power; empty for the usual way
 * @param beam how many beginnings the search for the best order follows
 * @param baseline what words are moved from
 */
record EvaluationChoice(
    Path data,
    long seed,
    boolean published,
    TokenChoice tokens,
    Optional<String> shortcut,
    int beam,
    String baseline) {}
