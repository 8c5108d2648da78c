/**
 * Models for langchain4j that mekiki computes inside the Java machine: embeddings, scores of
 * documents, classes of texts and numbers of tokens. Decisions with their words come from {@link
 * org.mekiki.adapters.ExplainedClassifier}.
 */
package org.mekiki.langchain4j;
