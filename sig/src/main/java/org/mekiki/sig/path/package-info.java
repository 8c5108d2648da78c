/** Integration along paths, with a fixed rule or adaptively, and its certificate. */
package org.mekiki.sig.path;
