package org.mekiki.cli.audit.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.audit.count.Place;
import tools.jackson.databind.json.JsonMapper;

/** What was found for a text is read as it was written. */
final class FindingRecordTest {
  @Test
  void findingsComeBackBitForBit() {
    var text = new AuditText(9, "a\u2028\"b\" 😀", "pair", 1, -1);
    var answer = new TextFinding.Answer(new double[] {-1.1f, 1.0 / 3}, new double[] {0.1, 0.9});
    var finding =
        new TextFinding(
            4,
            text,
            null,
            2,
            true,
            answer,
            List.of(new Place(0, 0, 1), new Place(1, 0, 4)),
            List.of(new TextFinding.Phrase(0, 1)),
            List.of(
                new TextFinding.Explained(1, new double[] {1e-9, -0.0}, new double[] {Math.PI})),
            List.of(new TextFinding.Probed(3, answer)),
            new TextFinding.Turned(1, List.of(new TextFinding.TurningSet(List.of(0, 1), answer))));
    String once = FindingRecord.of(finding).toString();
    TextFinding back = FindingRecord.parse(4, JsonMapper.shared().readTree(once));
    assertEquals(once, FindingRecord.of(back).toString());
    assertEquals(text, back.text());
    assertEquals(finding.words(), back.words());
    assertEquals(2, back.unknown());
    assertEquals(1.0 / 3, back.answer().logits()[1]);
    TextFinding skipped = TextFinding.skipped(4, text, "no word");
    assertEquals(
        skipped,
        FindingRecord.parse(4, JsonMapper.shared().readTree(FindingRecord.of(skipped).toString())));
  }
}
