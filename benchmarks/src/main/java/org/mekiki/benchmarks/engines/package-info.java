/** Matrix products to compare. */
package org.mekiki.benchmarks.engines;
