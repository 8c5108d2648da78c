package org.mekiki.cli.explain;

import java.io.PrintStream;
import java.util.Locale;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.CsvField;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.task.EntityReader;
import org.mekiki.cli.task.Reader;
import org.mekiki.core.model.EncodedText;
import org.mekiki.transformer.Entity;

/** Entities as CSV, one a row; texts without any have none. */
final class EntityTable {
  private static final String COLUMNS = "id,text,label,score,start,end";

  private final PrintStream out;
  private int texts;

  /** A table of which the names of the columns are printed. */
  EntityTable(PrintStream out) {
    this.out = out;
    out.println(COLUMNS);
  }

  /**
   * What reads the texts of a table.
   *
   * @throws UserException if the answers are no entities, naming the model's task
   */
  static EntityReader reader(Reader reader) {
    if (!(reader instanceof EntityReader entities)) {
      throw new UserException(
          "--format csv is for models that find entities by labels (GLiNER); this one is for "
              + reader.model().task().label());
    }
    return entities;
  }

  /** Adds what is found in a text, which is called by its id, or else by its number from 1. */
  void add(EntityReader reader, TextItem item, EncodedText text) {
    texts++;
    String id =
        item.id() == null || item.id().isNull() ? Integer.toString(texts) : item.id().asString();
    EntityReader.Found found = reader.read(text);
    for (Entity entity : found.entities()) {
      String own = text.text().substring(entity.start(), entity.end());
      out.println(
          String.join(
              ",",
              CsvField.text(id),
              CsvField.text(own),
              CsvField.text(found.label(entity)),
              String.format(Locale.ROOT, "%.6f", entity.score()),
              Integer.toString(text.text().codePointCount(0, entity.start())),
              Integer.toString(text.text().codePointCount(0, entity.end()))));
    }
  }
}
