/**
 * Tasks whose answers follow from known words by a known rule, and how much of that methods see in
 * a model that has learnt the rule.
 */
package org.mekiki.sig.judge.truth;
