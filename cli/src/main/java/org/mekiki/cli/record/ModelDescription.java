package org.mekiki.cli.record;

import org.mekiki.transformer.head.Task;

/**
 * What results say of the model.
 *
 * @param task what it is asked
 * @param family the encoder's family
 * @param source where it came from
 * @param sha256 of its content
 */
public record ModelDescription(Task task, String family, String source, String sha256) {}
