/** Explains a text: the explainer, its explanation, and the run between them. */
package org.mekiki.sig;
