/** Where computations run: threads that the caller gives, and buffers that a call owns. */
package org.mekiki.core.runtime;
