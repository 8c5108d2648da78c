/** An explanation as a page for readers. */
package org.mekiki.report.html;
