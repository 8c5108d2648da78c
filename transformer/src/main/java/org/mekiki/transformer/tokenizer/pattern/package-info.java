/** What a text is searched for or cut at. */
package org.mekiki.transformer.tokenizer.pattern;
