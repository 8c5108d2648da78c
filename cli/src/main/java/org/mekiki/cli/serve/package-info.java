/** The command {@code serve}: an API and a page over the small HTTP server. */
package org.mekiki.cli.serve;
