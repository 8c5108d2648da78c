package org.mekiki.benchmarks.peers.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.ArrayList;
import java.util.List;

/** A tokenizer of the Hugging Face library, in DJL's build. */
public final class NativeTokenizer implements AutoCloseable {
  static {
    LibUtils.checkStatus();
  }

  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

  private final long handle;

  /** Reads the text of a {@code tokenizer.json}. */
  public NativeTokenizer(String json) {
    handle = LIBRARY.createTokenizerFromString(json);
  }

  /** Leaves out the truncation and the padding that the file may ask for. */
  public void takeWholeTexts() {
    LIBRARY.disablePadding(handle);
    LIBRARY.disableTruncation(handle);
  }

  /** The text's tokens, those of the overflow windows behind it; {@code pair} may be null. */
  List<TokenList> encode(String text, String pair) {
    long encoding = encoding(text, pair);
    try {
      var windows = new ArrayList<TokenList>();
      windows.add(tokens(encoding));
      if (LIBRARY.getOverflowCount(encoding) > 0) {
        for (long window : LIBRARY.getOverflowing(encoding)) {
          windows.add(tokens(window));
          LIBRARY.deleteEncoding(window);
        }
      }
      return windows;
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  /** Numbers of the text's tokens. */
  public long[] ids(String text) {
    long encoding = encoding(text, null);
    try {
      return LIBRARY.getTokenIds(encoding);
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  private long encoding(String text, String pair) {
    return pair == null
        ? LIBRARY.encode(handle, text, true)
        : LIBRARY.encodeDual(handle, text, pair, true);
  }

  private static TokenList tokens(long encoding) {
    long[] ids = LIBRARY.getTokenIds(encoding);
    long[] types = LIBRARY.getTypeIds(encoding);
    long[] words = LIBRARY.getWordIds(encoding);
    long[] special = LIBRARY.getSpecialTokenMask(encoding);
    CharSpan[] spans = LIBRARY.getTokenCharSpans(encoding);
    var tokens = new TokenList(ids.length);
    for (int i = 0; i < ids.length; i++) {
      boolean added = special[i] == 1;
      // Of a text that stands twice the library knows the places once only.
      int absent = added ? 0 : TokenList.UNKNOWN;
      tokens.set(
          i,
          (int) ids[i],
          (int) types[i],
          added || spans[i] == null ? absent : spans[i].getStart(),
          added || spans[i] == null ? absent : spans[i].getEnd(),
          (int) words[i],
          added);
    }
    return tokens;
  }

  @Override
  public void close() {
    LIBRARY.deleteTokenizer(handle);
  }
}
