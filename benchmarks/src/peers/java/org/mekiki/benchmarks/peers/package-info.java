/** Native peers, in the jar only if it was built with {@code -Pnative-peers}. */
package org.mekiki.benchmarks.peers;
