package org.mekiki.cli.web;

import java.io.IOException;

/**
 * What is done at a path.
 *
 * @param method GET, which answers HEAD too, or POST with a JSON body
 * @param path the whole path
 * @param summary one sentence, for the API's description
 * @param handler what answers
 */
public record Route(String method, String path, String summary, Handler handler) {
  /** Answers a request. */
  public interface Handler {
    /**
     * An answer.
     *
     * @param body the request's content
     * @throws Problem if the request is refused
     */
    Response answer(byte[] body) throws IOException, InterruptedException;
  }
}
