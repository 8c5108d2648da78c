/**
 * Encoder families, one file each: their configuration, the names of their weights, their heads.
 */
package org.mekiki.transformer.family;
