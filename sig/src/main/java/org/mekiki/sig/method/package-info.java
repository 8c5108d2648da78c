/** The attribution methods, one file each, and what only methods share. */
package org.mekiki.sig.method;
