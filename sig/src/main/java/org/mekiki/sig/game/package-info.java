/** Coalition games of words: what methods and interactions that look at subsets of words share. */
package org.mekiki.sig.game;
