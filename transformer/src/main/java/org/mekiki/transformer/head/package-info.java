/** What stands on top of an encoder: from its rows to the answers of a task. */
package org.mekiki.transformer.head;
