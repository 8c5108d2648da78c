/** Explanations and answers as JSON records. */
package org.mekiki.cli.record;
