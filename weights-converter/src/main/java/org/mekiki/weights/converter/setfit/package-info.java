/**
 * SetFit's head: scikit-learn's logistic regression as joblib stores it, read without running
 * anything.
 */
package org.mekiki.weights.converter.setfit;
