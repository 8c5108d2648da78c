package org.mekiki.adapters;

/** What a text is embedded for: many models read questions and documents behind different words. */
public enum Purpose {
  /** Nothing is said: the model's default prompt, if it has one. */
  ANY,
  /** The text is searched with. */
  QUERY,
  /** The text is to be found. */
  DOCUMENT
}
