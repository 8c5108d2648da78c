/** An explanation in the words of a language. */
package org.mekiki.report.wording;
