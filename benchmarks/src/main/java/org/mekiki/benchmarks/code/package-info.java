/** What the compiler made of the loops that are measured. */
package org.mekiki.benchmarks.code;
