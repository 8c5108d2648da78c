/** Attribution methods over any differentiable target function. */
package org.mekiki.sig;
