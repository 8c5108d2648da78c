/** Options that several commands share. */
package org.mekiki.cli.option;
