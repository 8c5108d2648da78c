/** Regular expressions of the dialect that tokenizer files are written in, over code points. */
package org.mekiki.transformer.tokenizer.regex;
