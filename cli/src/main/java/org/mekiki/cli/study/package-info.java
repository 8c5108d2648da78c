/** The command {@code study}: questionnaires for people, and their answers scored. */
package org.mekiki.cli.study;
