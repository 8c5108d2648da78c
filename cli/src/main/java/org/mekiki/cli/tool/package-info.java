/**
 * The commands around a model: {@code convert}, {@code export}, {@code inspect}, {@code doctor},
 * {@code completion}.
 */
package org.mekiki.cli.tool;
