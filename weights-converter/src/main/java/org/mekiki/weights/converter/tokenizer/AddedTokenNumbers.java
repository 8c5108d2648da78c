package org.mekiki.weights.converter.tokenizer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * Numbers added tokens as the reference library does: one that the vocabulary has keeps that
 * number, any other gets the next one behind all, whatever number a file gives it.
 */
final class AddedTokenNumbers {
  private final Map<String, AddedToken> tokens = new LinkedHashMap<>();
  private final ToIntFunction<String> vocabulary;
  private final int size;
  private int largest = -1;

  /**
   * Starts with none.
   *
   * @param vocabulary numbers of the model's tokens; negative for others
   * @param size how many tokens the model has
   */
  AddedTokenNumbers(ToIntFunction<String> vocabulary, int size) {
    this.vocabulary = vocabulary;
    this.size = size;
  }

  boolean has(String content) {
    return tokens.containsKey(content);
  }

  /** The number that a token has or would get. */
  int number(String content) {
    AddedToken known = tokens.get(content);
    if (known != null) {
      return known.id();
    }
    int own = vocabulary.applyAsInt(content);
    if (own >= 0) {
      return own;
    }
    return largest >= size || size == 0 ? largest + 1 : size;
  }

  /** Adds a token under its number; of one that is there the flags are changed. */
  void add(AddedToken token) {
    int id = number(token.content());
    largest = Math.max(largest, id);
    tokens.put(token.content(), token.withId(id));
  }

  /** All, by their numbers. */
  List<AddedToken> all() {
    return tokens.values().stream().sorted(Comparator.comparingInt(AddedToken::id)).toList();
  }

  /**
   * Refuses numbers in files that belong to another token, and tells of others that are not the
   * ones that count.
   *
   * @param listed tokens with the numbers that files give them
   * @param names the model's token of a number; null for none
   * @param place what to call the files
   */
  void check(
      List<AddedToken> listed,
      java.util.function.IntFunction<String> names,
      Object place,
      Consumer<String> notes)
      throws ConversionException {
    var others = new LinkedHashMap<Integer, String>();
    for (AddedToken token : listed) {
      int own = vocabulary.applyAsInt(token.content());
      if (own >= 0 && own != token.id()) {
        throw new ConversionException(
            "%s: the added token \"%s\" has the number %d, in the vocabulary it has %d"
                .formatted(place, token.content(), token.id(), own));
      }
      String other = names.apply(token.id());
      String before = others.put(token.id(), token.content());
      for (String name : new String[] {other, before}) {
        if (name != null && !name.equals(token.content())) {
          throw new ConversionException(
              "%s: the tokens \"%s\" and \"%s\" have the same number %d"
                  .formatted(place, name, token.content(), token.id()));
        }
      }
      AddedToken known = tokens.get(token.content());
      if (Objects.nonNull(known) && known.id() != token.id()) {
        notes.accept(
            ("the added token \"%s\" has the number %d, the first after the vocabulary, as the"
                    + " reference library counts; %s says %d")
                .formatted(token.content(), known.id(), place, token.id()));
      }
    }
  }
}
