package org.mekiki.transformer;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A model was read from its file, for JDK Flight Recorder. */
@Name("org.mekiki.Load")
@Label("Model loaded")
@Category("Mekiki")
@Description("A converted model was read and checked, and its weights were put into order")
@StackTrace(false)
final class ModelLoadEvent extends Event {
  @Label("Family")
  String family;

  @Label("Task")
  String task;

  @Label("SHA-256")
  String sha256;
}
