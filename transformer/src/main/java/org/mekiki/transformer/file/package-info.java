/** The converted model: one file, read with the JDK alone. */
package org.mekiki.transformer.file;
