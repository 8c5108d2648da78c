package org.mekiki.langchain4j;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two hundred short manuals, and a question for each. */
final class Manuals {
  private static final List<String> DEVICES =
      List.of(
          "coffee machine",
          "printer",
          "router",
          "washing machine",
          "vacuum cleaner",
          "television",
          "camera",
          "watch",
          "oven",
          "fridge",
          "bicycle",
          "piano",
          "radio",
          "lamp",
          "drill",
          "telescope",
          "boat",
          "toaster",
          "phone",
          "car");

  /** What can be done with each: the question, and what the manual says. */
  private static final Map<String, String> TASKS = new LinkedHashMap<>();

  static {
    TASKS.put("How do I reset the %s?", "To reset the %s, hold the red button for ten seconds.");
    TASKS.put("How do I clean the %s?", "To clean the %s, wipe it with a damp cloth and no soap.");
    TASKS.put("Can I send the %s back?", "You can send the %s back to the shop within a month.");
    TASKS.put("How loud is the %s?", "At night the %s is loud enough to wake the neighbours.");
    TASKS.put("How heavy is the %s?", "The %s weighs nine kilograms without its packaging.");
    TASKS.put("What does the %s cost?", "The price of the %s is two hundred dollars.");
    TASKS.put(
        "How long is the warranty of the %s?", "The warranty of the %s ends after two years.");
    TASKS.put(
        "Which colours does the %s come in?", "The %s comes in white, black and green colours.");
    TASKS.put("May children use the %s?", "Children may use the %s only with an adult.");
    TASKS.put(
        "Does the %s work in winter?", "In winter the %s works down to ten degrees of frost.");
  }

  private Manuals() {}

  /** The documents, each with the question that it answers. */
  static List<Document> documents() {
    var documents = new ArrayList<Document>();
    for (String device : DEVICES) {
      TASKS.forEach(
          (question, text) ->
              documents.add(
                  Document.from(
                      text.formatted(device),
                      Metadata.from("question", question.formatted(device)))));
    }
    return documents;
  }
}
