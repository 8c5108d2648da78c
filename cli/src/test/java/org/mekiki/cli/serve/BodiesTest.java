package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.serve.HttpCall.Answer;

/** A text is judged as it was sent, or refused. */
final class BodiesTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] bytes(int... values) {
    var out = new ByteArrayOutputStream();
    for (int value : values) {
      out.write(value);
    }
    return out.toByteArray();
  }

  private static byte[] around(byte[] text) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("{\"text\":\"a ".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(text);
    out.writeBytes(" film\"}".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static Answer post(byte[] body, String type) throws IOException {
    String head =
        "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(type, body.length);
    try (var call = new HttpCall(server.port())) {
      call.raw(head.getBytes(StandardCharsets.US_ASCII));
      call.raw(body);
      return call.receive(false);
    }
  }

  private static void refused(int status, String part, byte[] body) throws IOException {
    Answer answer = post(body, "application/json");
    assertEquals(status, answer.status(), answer.body());
    assertTrue(answer.body().contains(part), answer.body());
  }

  @Test
  void brokenUtf8IsRefused() throws IOException {
    for (byte[] broken :
        List.of(
            bytes(0xC0, 0xAF), // two bytes for one
            bytes(0xE0, 0x80, 0xAF),
            bytes(0xF0, 0x80, 0x80, 0xAF),
            bytes(0xC1, 0xBF),
            bytes(0xED, 0xA0, 0xBD), // half of a surrogate pair
            bytes(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80), // both, as CESU-8 has them
            bytes(0xF4, 0x90, 0x80, 0x80), // beyond Unicode
            bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
            bytes(0xC3), // cut off
            bytes(0xE2, 0x82),
            bytes(0x80),
            bytes(0xE9), // Latin-1
            bytes(0xFF))) {
      refused(400, "not UTF-8: the byte", around(broken));
    }
    refused(400, "the byte c3 at 11 begins no character", around(bytes(0xC3)));
    // As the last byte, too.
    refused(400, "not UTF-8", bytes('{', '}', 0xE2));
  }

  @Test
  void otherCodingsAreRefused() throws IOException {
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
      byte[] body = "{\"text\":\"a film\"}".getBytes(Charset.forName(name));
      refused(400, "the body is UTF-" + (name.startsWith("UTF-16") ? "16" : "32"), body);
    }
    Answer declared =
        post(
            "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8),
            "application/json; charset=utf-16");
    assertEquals(415, declared.status(), declared.body());
    assertTrue(declared.body().contains("the charset is utf-16"), declared.body());
  }

  @Test
  void halvesOfSurrogatePairsAreRefused() throws IOException {
    for (String half : List.of("\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00")) {
      refused(
          400,
          "half a surrogate pair",
          ("{\"text\":\"a " + half + " film\"}").getBytes(StandardCharsets.UTF_8));
    }
    refused(
        400,
        "a field's name has half a surrogate pair, \\\\ud83d, as character 0",
        "{\"\\ud83d\":1}".getBytes(StandardCharsets.UTF_8));
    Answer phrases = server.explain("{\"text\":\"a film\",\"phrase\":[\"film\",\"\\udbff\"]}");
    assertEquals(400, phrases.status(), phrases.body());
    assertTrue(phrases.body().contains("\\\"phrase\\\" has half"), phrases.body());
  }

  @Test
  void whatIsWholeIsAnsweredAsItIs() throws IOException {
    for (String type :
        List.of("application/json", "application/json;charset=\"UTF-8\"", "Application/JSON")) {
      for (String text : List.of("é € 😀", "\\ud83d\\ude00", "\uFEFFa", "\\u0000")) {
        Answer answer = post(around(text.getBytes(StandardCharsets.UTF_8)), type);
        assertEquals(200, answer.status(), answer.body());
      }
    }
    byte[] marked = "\uFEFF{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals(200, post(marked, "application/json").status());
    assertTrue(
        post(around("\\ud83d\\ude00".getBytes(StandardCharsets.UTF_8)), "application/json")
            .body()
            .contains("a 😀 film"));
  }
}
