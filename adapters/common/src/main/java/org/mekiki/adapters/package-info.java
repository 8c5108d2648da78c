/**
 * What the adapters to other frameworks share: decisions with their words as plain records, and the
 * vectors of many texts.
 */
package org.mekiki.adapters;
