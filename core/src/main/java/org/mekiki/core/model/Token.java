package org.mekiki.core.model;

/**
 * One token as a model sees it.
 *
 * @param text the vocabulary's entry
 * @param id the vocabulary's number
 * @param typeId token type (segment)
 * @param sequence 0 for a token of the text, 1 for one of the second text, −1 for an added one
 * @param start first UTF-16 index in the caller's own string; 0 for an added token
 * @param end index after the last; 0 for an added token
 * @param added whether the tokenizer added it; one written in the text is an ordinary word
 * @param word number of the word in its sequence, −1 for an added token
 */
public record Token(
    String text, int id, int typeId, int sequence, int start, int end, boolean added, int word) {}
