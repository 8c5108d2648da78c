/** What a model answers with words of a text masked: effects in probabilities. */
package org.mekiki.sig.effect;
