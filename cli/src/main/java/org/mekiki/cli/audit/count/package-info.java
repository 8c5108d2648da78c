/** What is counted over the texts of a corpus: words, decisions, examples, rules, probes. */
package org.mekiki.cli.audit.count;
