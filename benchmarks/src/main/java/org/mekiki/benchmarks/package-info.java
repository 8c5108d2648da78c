/** JMH benchmarks; they run on the class path, so that vector and scalar code can be compared. */
package org.mekiki.benchmarks;
