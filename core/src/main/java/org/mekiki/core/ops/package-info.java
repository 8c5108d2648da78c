/** The ops, one file each, and {@code Ops}, the functions that apply them. */
package org.mekiki.core.ops;
