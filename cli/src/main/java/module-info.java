/** The mekiki command. */
module org.mekiki.cli {
  requires info.picocli;
  requires java.management;
  requires jdk.jfr;
  requires org.mekiki.report;
  requires org.mekiki.sig;
  requires org.mekiki.weights.converter;
  requires tools.jackson.databind;

  opens org.mekiki.cli to
      info.picocli;
  opens org.mekiki.cli.audit to
      info.picocli;
  opens org.mekiki.cli.evaluate to
      info.picocli;
  opens org.mekiki.cli.explain to
      info.picocli;
  opens org.mekiki.cli.option to
      info.picocli;
  opens org.mekiki.cli.serve to
      info.picocli;
  opens org.mekiki.cli.study to
      info.picocli;
  opens org.mekiki.cli.tool to
      info.picocli;
  opens org.mekiki.cli.train to
      info.picocli;
}
