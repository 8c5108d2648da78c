/**
 * Training of encoders: the computation that predicts, with weights that are parameters.
 *
 * <p>{@link org.mekiki.transformer.train.TrainableModel} is a model whose weights can be changed;
 * {@link org.mekiki.transformer.train.Classification} and {@link
 * org.mekiki.transformer.train.MaskedLanguageModelling} say what it learns, and a {@link
 * org.mekiki.core.train.Trainer} teaches it.
 */
package org.mekiki.transformer.train;
