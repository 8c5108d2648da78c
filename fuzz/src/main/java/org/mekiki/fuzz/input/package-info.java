/** What is tried and can be reached from elsewhere; other targets stand beside what they try. */
package org.mekiki.fuzz.input;
