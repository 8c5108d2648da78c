/** Sentences of the command in the language of whoever reads them. */
package org.mekiki.cli.wording;
