/**
 * What pages have in common: escaping, pictures, and a content security policy that names what may
 * run.
 */
package org.mekiki.report.page;
