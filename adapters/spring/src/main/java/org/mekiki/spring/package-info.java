/**
 * Models for Spring AI that mekiki computes inside the Java machine, set up by Spring Boot from
 * properties: embeddings, reranking, and classifiers that explain their decisions ({@link
 * org.mekiki.adapters.ExplainedClassifier}).
 */
package org.mekiki.spring;
