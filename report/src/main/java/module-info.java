/** Explanations as pages and in words, for any reader, on the JDK alone. */
module org.mekiki.report {
  requires transitive org.mekiki.sig;
  requires transitive org.mekiki.transformer;

  exports org.mekiki.report;
  exports org.mekiki.report.html to
      org.mekiki.cli;
  exports org.mekiki.report.page to
      org.mekiki.cli;
  exports org.mekiki.report.wording to
      org.mekiki.cli;
}
