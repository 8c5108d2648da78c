package org.mekiki.cli.choice;

import org.mekiki.cli.console.UserException;

/** How settings are called where somebody chose them, so that a refusal speaks of what was said. */
public enum Naming {
  /** Options of a command: {@code --max-steps}. */
  OPTIONS {
    @Override
    public String of(String setting) {
      return "--" + setting;
    }
  },
  /** Fields of a request: {@code max_steps}. */
  FIELDS {
    @Override
    public String of(String setting) {
      return setting.replace('-', '_');
    }
  };

  /**
   * The name of a setting.
   *
   * @param setting in words with hyphens between them
   */
  public abstract String of(String setting);

  /**
   * A sentence about settings.
   *
   * @param template in which settings stand in braces: {@code leave out {max-steps}}
   */
  public String sentence(String template) {
    var out = new StringBuilder();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      out.append(template, from, open).append(of(template.substring(open + 1, close)));
      from = close + 1;
    }
    return out.append(template, from, template.length()).toString();
  }

  /**
   * The refusal of what was chosen.
   *
   * @param template of its sentence, in which settings stand in braces and values as in {@link
   *     String#format}
   * @param values which are taken as they are
   */
  public UserException refusal(String template, Object... values) {
    return new UserException(sentence(template).formatted(values));
  }
}
