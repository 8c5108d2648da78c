package org.mekiki.cli.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mekiki.cli.choice.Setting.Kind;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.web.Problem;
import org.mekiki.fuzz.FuzzTarget;

/** JSON bodies of requests, with all fields that the server knows. */
public final class RequestBodyTarget implements FuzzTarget {
  private static final Map<String, Kind> FIELDS = fields();

  private static Map<String, Kind> fields() {
    var fields = new TreeMap<>(ExplainApi.TEXT_FIELDS);
    ExplainRequest.FIELDS.forEach((name, setting) -> fields.put(name, setting.kind()));
    return fields;
  }

  @Override
  public String name() {
    return "request-body";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    return Set.of(Problem.class, UserException.class, IllegalArgumentException.class);
  }

  @Override
  public boolean isJson() {
    return true;
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"text\":", "\"method\":[", "\"steps\":", "\"phrase\":\"", "\"budget\":", "\\udc00");
  }

  @Override
  public void run(byte[] input, Path folder) {
    ExplainRequest.of(RequestBody.read(input, FIELDS));
  }
}
