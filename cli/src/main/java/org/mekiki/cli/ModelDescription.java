package org.mekiki.cli;

/**
 * What results say of the model.
 *
 * @param family the encoder's family
 * @param source where it came from
 * @param sha256 of its content
 */
record ModelDescription(String family, String source, String sha256) {}
