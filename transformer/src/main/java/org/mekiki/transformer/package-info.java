/** Models that answer a task: a tokenizer, an encoder and a head, loaded from one file. */
package org.mekiki.transformer;
