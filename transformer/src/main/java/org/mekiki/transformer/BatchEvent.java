package org.mekiki.transformer;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Texts of one length were answered together, for JDK Flight Recorder. */
@Name("org.mekiki.Encode")
@Label("Texts encoded")
@Category("Mekiki")
@Description("Texts of one length went through encoder and head together")
@StackTrace(false)
final class BatchEvent extends Event {
  @Label("Texts")
  int texts;

  @Label("Rows")
  @Description("Tokens of all texts together, special ones included")
  int rows;
}
