/** mekiki's tokenizers beside the Hugging Face library's own, token by token. */
package org.mekiki.benchmarks.peers.tokenizer;
