/**
 * Japanese words as MeCab finds them: its compiled dictionaries, and the search for the cheapest
 * way through a text.
 */
package org.mekiki.transformer.mecab;
