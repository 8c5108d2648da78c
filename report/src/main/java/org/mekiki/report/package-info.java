/** Explanations as pages, for programs: {@link org.mekiki.report.ExplanationPage}. */
package org.mekiki.report;
