/**
 * Audits of a whole corpus: explains every text once into a file of findings, then counts what the
 * findings say together, and writes it as a page, as tables and as JSON.
 */
package org.mekiki.cli.audit;
