/** What a method is given and gives back: the contract of everything that attributes. */
package org.mekiki.sig.attribution;
