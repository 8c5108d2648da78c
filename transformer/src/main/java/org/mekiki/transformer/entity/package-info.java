/** Entities of any kind: spans of words scored by labels that stand before the text (GLiNER). */
package org.mekiki.transformer.entity;
