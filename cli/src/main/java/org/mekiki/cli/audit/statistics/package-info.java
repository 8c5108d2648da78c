/** The statistics of an audit: moments, intervals, tests and their correction. */
package org.mekiki.cli.audit.statistics;
