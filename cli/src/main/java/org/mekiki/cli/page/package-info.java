/** What pages have in common: escaping, and a content security policy that names what may run. */
package org.mekiki.cli.page;
