/** The command {@code evaluate}: methods judged on a model and a data set. */
package org.mekiki.cli.evaluate;
