/** What the adapters to other frameworks share, without any of these frameworks. */
module org.mekiki.adapters {
  requires transitive org.mekiki.transformer;
  requires transitive org.mekiki.sig;

  exports org.mekiki.adapters;
}
