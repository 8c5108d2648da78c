/** The mekiki command. */
module org.mekiki.cli {
  requires info.picocli;
  requires java.management;
  requires jdk.httpserver;
  requires org.mekiki.sig;
  requires org.mekiki.weights.converter;
  requires tools.jackson.databind;

  opens org.mekiki.cli to
      info.picocli;
}
