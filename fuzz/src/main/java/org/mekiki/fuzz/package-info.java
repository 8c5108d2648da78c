/** Makes hostile inputs from a corpus, gives them to what reads, and looks what becomes of them. */
package org.mekiki.fuzz;
