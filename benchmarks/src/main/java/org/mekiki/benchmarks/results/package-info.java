/** Results of a run: their file, their table, their comparison and their pictures. */
package org.mekiki.benchmarks.results;
