package org.mekiki.weights.converter.onnx;

/** What a graph answers. */
public enum OnnxHead {
  /** Rows of the last layer, perhaps with a vector made of the first one. */
  NONE,
  /** Classes, from the first row. */
  CLASSIFIER,
  /** Numbers of each row. */
  TOKEN_CLASSIFIER,
  /** Starts and ends. */
  ANSWERS,
  /** A score of each entry of the vocabulary for each row. */
  MASKED_LM
}
