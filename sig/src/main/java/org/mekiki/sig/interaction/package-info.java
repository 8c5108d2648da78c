/** What words do together: interaction indices of games of words, exact, sampled and fitted. */
package org.mekiki.sig.interaction;
