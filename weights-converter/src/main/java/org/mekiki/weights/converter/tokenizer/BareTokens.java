package org.mekiki.weights.converter.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.weights.converter.file.ConversionException;

/** The special and added tokens of a vocabulary without a description. */
final class BareTokens {
  private final Map<String, Integer> ids;
  private final TokenizerConfig config;
  private final List<String> defaults;

  /**
   * Numbers the added tokens too.
   *
   * @param vocabulary numbers of the vocabulary's tokens
   * @param defaults what the roles look like where the configuration does not say so
   */
  BareTokens(Map<String, Integer> vocabulary, TokenizerConfig config, List<String> defaults)
      throws ConversionException {
    this.ids = new HashMap<>(vocabulary);
    this.config = config;
    this.defaults = defaults;
    var names = new HashMap<Integer, String>();
    vocabulary.forEach((name, id) -> names.put(id, name));
    for (AddedToken token : config.added()) {
      String other = names.putIfAbsent(token.id(), token.content());
      Integer own = ids.putIfAbsent(token.content(), token.id());
      if (other != null && !other.equals(token.content()) || own != null && own != token.id()) {
        throw new ConversionException(
            "the added token \"%s\" cannot have the number %d, the vocabulary gives it otherwise"
                .formatted(token.content(), token.id()));
      }
    }
  }

  /** Number of a role's token, which must be there. */
  int required(int role) throws ConversionException {
    String name =
        TokenizerReader.content(config.json(), TokenizerConfig.ROLES.get(role), defaults.get(role));
    Integer id = ids.get(name);
    if (id == null) {
      throw new ConversionException("the vocabulary lacks the token \"" + name + "\"");
    }
    return id;
  }

  /** Adds the tokens and what the configuration says beside. */
  Tokenizer finish(TokenizerBuilder builder, boolean maskTakesSpaceBefore)
      throws ConversionException {
    var added = new HashMap<Integer, AddedToken>();
    config.added().forEach(token -> added.put(token.id(), token));
    for (int i = 0; i < defaults.size(); i++) {
      String role = TokenizerConfig.ROLES.get(i);
      Integer id = ids.get(TokenizerReader.content(config.json(), role, defaults.get(i)));
      if (id != null) {
        boolean takesSpace = maskTakesSpaceBefore && role.equals("mask_token");
        added.put(id, config.role(role, defaults.get(i), id, takesSpace, false));
      }
    }
    added.keySet().stream().sorted().map(added::get).forEach(builder::addedToken);
    return builder
        .specialTokens(
            TokenizerReader.specialTokens(
                config.json(), defaults, name -> ids.getOrDefault(name, -1)))
        .modelMaxLength(TokenizerReader.modelMaxLength(config.json()))
        .truncationSide(TokenizerReader.truncationSide(config.json(), "right"))
        .build();
  }
}
