/** What a model of some task answers, what can be asked of it, and how to speak of it. */
package org.mekiki.cli.task;
