package org.mekiki.cli.tool;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.sig.Methods;
import org.mekiki.sig.judge.Metrics;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.tokenizer.normalizer.ProvidedNormalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.ProvidedPreTokenizer;

/** What other jars add to the command. */
final class Extensions {
  private Extensions() {}

  /** What there is of each kind, in one line; "none" where nothing was added. */
  static String sentence() {
    var kinds = new ArrayList<String>();
    add(kinds, "methods", Methods.providedNames());
    add(
        kinds,
        "families",
        EncoderFamilies.fromOtherJars().stream().map(EncoderFamily::name).toList());
    add(kinds, "normalizers", ProvidedNormalizer.types());
    add(kinds, "pre-tokenizers", ProvidedPreTokenizer.types());
    add(kinds, "metrics", Metrics.providedNames());
    return kinds.isEmpty() ? "none" : String.join("; ", kinds);
  }

  private static void add(List<String> kinds, String kind, List<String> names) {
    if (!names.isEmpty()) {
      kinds.add(kind + " " + String.join(", ", names));
    }
  }
}
