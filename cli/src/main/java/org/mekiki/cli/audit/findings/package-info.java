/** What was found for each text, and the file that keeps it. */
package org.mekiki.cli.audit.findings;
