/**
 * What many explanations say together: statistics of words over a corpus, their comparison between
 * groups, and substitutions that probe for bias.
 */
package org.mekiki.sig.audit;
