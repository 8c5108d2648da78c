/** What an explanation method may know of a model: tokens, embedding rows and logits. */
package org.mekiki.core.model;
