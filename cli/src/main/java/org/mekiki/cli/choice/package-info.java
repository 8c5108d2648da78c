/** What can be asked for, as plain values: commands make them of options, the API of JSON. */
package org.mekiki.cli.choice;
