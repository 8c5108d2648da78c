/** Tables of an audit and how they are written: as a page, as CSV, as charts. */
package org.mekiki.cli.audit.table;
