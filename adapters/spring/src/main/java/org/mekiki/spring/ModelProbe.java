package org.mekiki.spring;

import org.mekiki.transformer.TaskModel;

/**
 * A model and a question for it, by which its health is found out.
 *
 * @param name what the model is used for
 * @param model the model
 * @param question throws if it cannot be answered
 */
public record ModelProbe(String name, TaskModel model, Runnable question) {}
